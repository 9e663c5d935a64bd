using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 5b of the secure sum at the coordinator: members accept the sum and the model state that each computed from it.</summary>
public sealed class AcceptStage : ISumStage
{
    private readonly SessionSurvivors survivors;
    private readonly Digest sum;
    private readonly Digest state;
    private readonly Intake<Acceptance> acceptances;

    internal AcceptStage(SessionSurvivors survivors, Digest sum, Digest state)
    {
        (this.survivors, this.sum, this.state) = (survivors, sum, state);
        acceptances = new Intake<Acceptance>(survivors.Chair, survivors.Chair.Terms.Members.Select(member => member.Id), word => word.Member)
        {
            Check = Refuse, Convicts = true, Request = survivors.Session.Request.Content,
        };
    }

    /// <summary>Acceptances of the coordinator's own state, in the order of the ids' bytes.</summary>
    public IReadOnlyList<SignedMessage<Acceptance>> Acceptances => [.. acceptances.Taken.Where(word => word.Content.State == state)];

    /// <summary>Who accepted the sum and computed another state from it.</summary>
    public IReadOnlyList<MemberId> Differing =>
        [.. acceptances.Taken.Where(word => word.Content.State != state).Select(word => word.Content.Member)];

    /// <summary>Which survivors have not accepted the coordinator's state.</summary>
    public IReadOnlyList<MemberId> Missing => [.. survivors.Roll.Members.Except(Acceptances.Select(word => word.Content.Member))];

    /// <summary>Whether T members accepted the coordinator's state: masked vectors need not be kept any longer.</summary>
    public bool IsEnough => Lacking == 0;

    /// <summary>How many more acceptances that takes.</summary>
    public int Lacking => Math.Max(0, survivors.Chair.Thresholds.Signing - Acceptances.Count);

    /// <summary>Whether T members accepted one other state: the coordinator's is wrong, or they all are.</summary>
    public bool IsContradicted => acceptances.Taken
        .Where(word => word.Content.State != state)
        .GroupBy(word => word.Content.State)
        .Any(group => group.Count() >= survivors.Chair.Thresholds.Signing);

    public IReadOnlyList<Conviction> Convictions => survivors.Chair.Convictions;

    /// <summary>Takes the word of any member of the plan, whichever state it accepts.</summary>
    public Refusal? Take(SignedMessage<Acceptance> word) => acceptances.Take(word);

    private Refusal? Refuse(Acceptance word) => word.Round == survivors.Chair.Terms.Round
        ? survivors.Refuse(word.Session, word.Survivors) ?? RollRules.Bound("sum", word.Sum, sum)
        : new Refusal(RefusalCode.SetupForeign, $"attempt {word.Round} is not this one, {survivors.Chair.Terms.Round}");
}
