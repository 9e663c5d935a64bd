using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 2 of the secure sum at the coordinator: masked vectors arrive.</summary>
public sealed class InputStage : ISumStage
{
    private readonly SumSession session;
    private readonly Intake<MaskedInput> inputs;

    internal InputStage(SumSession session)
    {
        this.session = session;
        inputs = new Intake<MaskedInput>(session.Chair, session.Holders, input => input.Member)
        {
            Check = Refuse, Codes = IntakeCodes.Inputs, Convicts = true, Request = session.Request.Content,
        };
    }

    public SignedMessage<InputRequest> Request => session.Request;

    /// <summary>H(tag | setup | h2 | model-state hash | ask).</summary>
    public Digest Session => session.Id;

    /// <summary>Whose vector has not arrived.</summary>
    public IReadOnlyList<MemberId> Missing => inputs.Missing;

    /// <summary>Whether the vectors are enough for a sum.</summary>
    public bool IsEnough => inputs.Count >= session.Chair.Thresholds.Survivors;

    public IReadOnlyList<Conviction> Convictions => session.Chair.Convictions;

    /// <summary>Null if the vector that this describes may be sent.</summary>
    public Refusal? Check(SignedMessage<MaskedInput> input) => inputs.Refuse(input);

    /// <summary>Takes what <see cref="Check"/> let through, once the vector is there whole and matches its hash.</summary>
    public Refusal? Take(SignedMessage<MaskedInput> input) => inputs.Take(input);

    /// <summary>For a vector that was taken.</summary>
    public SignedMessage<InputReceipt> Receipt(MaskedInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return session.Chair.Sign(new InputReceipt(input.Session, input.Member, input.Payload));
    }

    /// <summary>Fixes U3.</summary>
    /// <exception cref="InvalidOperationException">There are not enough vectors.</exception>
    public AgreeStage Close() => IsEnough
        ? new AgreeStage(new SessionSurvivors(session, session.Chair.Sign(new SurvivorList(Session, inputs.Taken))))
        : throw new InvalidOperationException("there are not enough vectors for a sum");

    private Refusal? Refuse(MaskedInput input)
    {
        if (session.Refuse(input.Session) is { } foreign)
            return foreign;
        return input.Length == session.Ask.Length
            ? null
            : new Refusal(RefusalCode.ContributionLength, $"{input.Length} slots; this round asks for {session.Ask.Length}");
    }
}
