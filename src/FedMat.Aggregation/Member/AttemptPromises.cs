using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// What a node has bound itself to in one attempt (protocol.md, "Durable promises"): the request that it answered at each stage, and
/// whether the attempt is closed. A node stores the next promises in one transaction with the answer before it sends it. The same request
/// is answered again, by the stored bytes; a different one never.
/// </summary>
public sealed record AttemptPromises
{
    /// <summary>Nothing was answered.</summary>
    public static AttemptPromises None { get; } = new();

    /// <summary>Hash of U1.</summary>
    public Digest? Dealt { get; init; }

    /// <summary>The session.</summary>
    public Digest? Masked { get; init; }

    /// <summary>Hash of U3.</summary>
    public Digest? Agreed { get; init; }

    /// <summary>Hash of U3.</summary>
    public Digest? Unmasked { get; init; }

    /// <summary>Hash of S.</summary>
    public Digest? Checked { get; init; }

    /// <summary>A closing was signed, or the attempt's secrets are gone.</summary>
    public bool Closed { get; init; }

    /// <summary>The database is older than the promises: what was answered in this attempt is not known.</summary>
    public bool Forgotten { get; init; }

    /// <summary>The promises after answering, or why this must not be answered.</summary>
    /// <param name="stage">What is asked for.</param>
    /// <param name="request">The identity of the request, as <see cref="SumStage"/> says.</param>
    public Outcome<AttemptPromises> Answer(SumStage stage, Digest request)
    {
        if ((Forgetting() ?? Closing()) is { } refusal)
            return refusal;
        if (Of(stage) is { } answered)
            return answered == request ? this : Different($"stage '{stage}' was answered for another request; it is not answered twice");
        Digest? other = stage == SumStage.Unmask ? Agreed : stage == SumStage.Agree ? Unmasked : null;
        return other is null || other == request
            ? With(stage, request)
            : Different("one list of survivors is to be signed and another one opened");
    }

    /// <summary>
    /// The promises after signing "that attempt is closed; I have not sent and never will send a stage-4 answer for it", or why it is not
    /// signed.
    /// </summary>
    public Outcome<AttemptPromises> Close()
    {
        if (Forgetting() is { } refusal)
            return refusal;
        return Unmasked is null ? this with { Closed = true } : Different("this node has opened its shares; the attempt cannot be closed");
    }

    private static Refusal Different(string detail) => new(RefusalCode.RequestDiffers, detail);

    private Refusal? Closing() =>
        Closed ? new Refusal(RefusalCode.AttemptClosed, "the attempt is closed at this node; it needs a new one") : null;

    private Refusal? Forgetting() => Forgotten
        ? new Refusal(RefusalCode.PromisesRestored, "this node's database is older than what it answered in the attempt; it needs a new one")
        : null;

    private Digest? Of(SumStage stage) => stage switch
    {
        SumStage.Deal => Dealt,
        SumStage.Mask => Masked,
        SumStage.Agree => Agreed,
        SumStage.Unmask => Unmasked,
        _ => Checked,
    };

    private AttemptPromises With(SumStage stage, Digest request) => stage switch
    {
        SumStage.Deal => this with { Dealt = request },
        SumStage.Mask => this with { Masked = request },
        SumStage.Agree => this with { Agreed = request },
        SumStage.Unmask => this with { Unmasked = request },
        _ => this with { Checked = request },
    };
}
