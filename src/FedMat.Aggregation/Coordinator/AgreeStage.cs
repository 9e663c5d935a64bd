using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Stage 3 of the secure sum at the coordinator: U3 is fixed, its members sign it. From here there are two ways on, of which the caller durably
/// chooses one before anybody hears of it, and never takes the other.
/// </summary>
public sealed class AgreeStage : ISumStage
{
    private readonly SessionSurvivors survivors;
    private readonly Intake<Agreement> agreements;

    internal AgreeStage(SessionSurvivors survivors)
    {
        this.survivors = survivors;
        agreements = new Intake<Agreement>(survivors.Chair, survivors.Roll.Members, agreement => agreement.Member)
        {
            Check = agreement => survivors.Refuse(agreement.Session, agreement.Survivors),
            Convicts = true,
            Request = survivors.Session.Request.Content,
        };
    }

    /// <summary>U3.</summary>
    public SignedMessage<SurvivorList> List => survivors.List;

    /// <summary>Who has not agreed.</summary>
    public IReadOnlyList<MemberId> Missing => agreements.Missing;

    /// <summary>Whether members will open shares for so many signatures.</summary>
    public bool IsEnough => agreements.Count >= survivors.Chair.Thresholds.Signing;

    public IReadOnlyList<Conviction> Convictions => survivors.Chair.Convictions;

    public Refusal? Take(SignedMessage<Agreement> agreement) => agreements.Take(agreement);

    /// <summary>Goes on to the sum.</summary>
    /// <exception cref="InvalidOperationException">Too few have agreed.</exception>
    public UnmaskStage Unmask() => IsEnough
        ? new UnmaskStage(survivors, [.. agreements.Taken.Take(survivors.Chair.Thresholds.Signing)])
        : throw new InvalidOperationException("too few members agreed to the list");

    /// <summary>Gives the sum up: members are asked to close the attempt.</summary>
    public ClosingStage Abandon() => new(survivors.Chair);
}
