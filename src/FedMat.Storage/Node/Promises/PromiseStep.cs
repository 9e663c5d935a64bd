using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>
/// What one commit keeps, in this order: an attempt is opened, answers are kept, an attempt ends, a vector goes, and the egress ledger is
/// brought up to date. All of it or nothing.
/// </summary>
public sealed record PromiseStep
{
    public NewSetup? Open { get; init; }

    /// <summary>Of whatever attempts, the opened one included. At most one of them agrees to a list.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    public SetupEnd? End { get; init; }

    /// <summary>The contribution whose sum was accepted: its quantised vector goes for good, unless another open attempt masks it.</summary>
    public Digest? Erase { get; init; }

    /// <summary>A vector that is about to leave.</summary>
    public NewUpload? Upload { get; init; }

    /// <summary>What is known of vectors that left.</summary>
    public IReadOnlyList<UploadEnd> Sent { get; init; } = [];

    /// <summary>
    /// What will leave once this is kept, for the egress ledger: asked in the transaction, with the answers in the order of <see cref="Promises"/>.
    /// May be asked several times.
    /// </summary>
    public Func<IReadOnlyList<byte[]>, IEnumerable<NewEgress>>? Leaving { get; init; }

    /// <exception cref="ArgumentException">A stage is answered twice, two lists are signed, or an attempt is to end open.</exception>
    internal void Check()
    {
        if (Promises.DistinctBy(promise => (promise.Setup, promise.Stage, promise.Part)).Count() != Promises.Count)
            throw new ArgumentException("a part of a stage is answered twice");
        if (Promises.Count(promise => promise.Lists.Count > 0) > 1)
            throw new ArgumentException("two lists are signed at once");
        if (End is { Status: SetupStatus.Open })
            throw new ArgumentException("an attempt ends closed or done");
    }
}
