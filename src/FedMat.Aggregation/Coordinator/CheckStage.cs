using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 5 of the secure sum at the coordinator: survivors sign tags of the sum, and members accept it.</summary>
public sealed class CheckStage
{
    private readonly SessionSurvivors survivors;
    private readonly TagBalance balance;
    private readonly Intake<CheckTags> tags;
    private readonly Intake<Acceptance> acceptances;

    internal CheckStage(SessionSurvivors survivors, SumRecovery recovery, RingVector sum, int threads)
    {
        this.survivors = survivors;
        Chair chair = survivors.Chair;
        Result = chair.Sign(new SumResult(survivors.Session.Id, survivors.Roll.Hash, sum.Hash));
        balance = new TagBalance(survivors, recovery, sum, Result.Content.Sum, threads);
        InputRequest request = survivors.Session.Request.Content;
        tags = new Intake<CheckTags>(chair, survivors.Roll.Members, word => word.Member) { Check = Refuse, Convicts = true, Request = request };
        acceptances = new Intake<Acceptance>(chair, chair.Terms.Members.Select(member => member.Id), word => word.Member)
        {
            Check = Refuse, Convicts = true, Request = request,
        };
    }

    /// <summary>The claim; S itself is fetched by its hash.</summary>
    public SignedMessage<SumResult> Result { get; }

    /// <summary>Which survivors have sent no tags.</summary>
    public IReadOnlyList<MemberId> Missing => tags.Missing;

    /// <summary>Acceptances of the one state that most members accepted, in the order of their ids' bytes.</summary>
    public IReadOnlyList<SignedMessage<Acceptance>> Acceptances => acceptances.Taken
        .GroupBy(acceptance => acceptance.Content.State)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .FirstOrDefault()?.ToArray() ?? [];

    /// <summary>Whether T members accepted the same state: masked vectors need not be kept any longer.</summary>
    public bool IsAccepted => Acceptances.Count >= survivors.Chair.Thresholds.Signing;

    /// <summary>Offences that were proved so far in this attempt.</summary>
    public IReadOnlyList<Conviction> Convictions => survivors.Chair.Convictions;

    public Refusal? Take(SignedMessage<CheckTags> word) => tags.Take(word);

    /// <summary>Takes the word of any member of the plan, whichever state it accepts.</summary>
    public Refusal? Take(SignedMessage<Acceptance> word) => acceptances.Take(word);

    /// <summary>
    /// Makes the list from which everybody can check the sum. For survivors without tags and, where the tags do not add up, for those whose tags
    /// are false, it holds the secrets from which their tags follow.
    /// </summary>
    /// <param name="vectorOf">y of a survivor; called one at a time, and for nobody if all tags are there and add up.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="InvalidDataException">
    /// A vector is not the one that its owner signed, or S is not the sum of the vectors: the coordinator's own store failed.
    /// </exception>
    public CheckOutcome Close(Func<MemberId, RingVector> vectorOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vectorOf);
        return balance.Close(tags.Taken, vectorOf, cancellation);
    }

    private Refusal? Refuse(CheckTags word)
    {
        Refusal? refusal = survivors.Refuse(word.Session, word.Survivors) ?? RollRules.Bound("sum", word.Sum, Result.Content.Sum);
        return refusal is not null || word.Tags.Length == balance.TagBytes
            ? refusal
            : new Refusal(RefusalCode.SumNotChecked, $"{word.Tags.Length} bytes of tags; there are {balance.TagBytes}");
    }

    private Refusal? Refuse(Acceptance word) => word.Round == survivors.Chair.Terms.Round
        ? survivors.Refuse(word.Session, word.Survivors) ?? RollRules.Bound("sum", word.Sum, Result.Content.Sum)
        : new Refusal(RefusalCode.SetupForeign, $"attempt {word.Round} is not this one, {survivors.Chair.Terms.Round}");
}
