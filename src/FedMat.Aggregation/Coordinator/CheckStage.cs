using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 5a of the secure sum at the coordinator: survivors sign tags of the sum.</summary>
public sealed class CheckStage : ISumStage
{
    private readonly SessionSurvivors survivors;
    private readonly TagBalance balance;
    private readonly Intake<CheckTags> tags;

    internal CheckStage(SessionSurvivors survivors, SumRecovery recovery, RingVector sum, int threads)
    {
        this.survivors = survivors;
        Chair chair = survivors.Chair;
        Result = chair.Sign(new SumResult(survivors.Session.Id, survivors.Roll.Hash, sum.Hash));
        balance = new TagBalance(survivors, recovery, sum, Result.Content.Sum, threads);
        tags = new Intake<CheckTags>(chair, survivors.Roll.Members, word => word.Member)
        {
            Check = Refuse, Convicts = true, Request = survivors.Session.Request.Content,
        };
    }

    /// <summary>The claim; S itself is fetched by its hash.</summary>
    public SignedMessage<SumResult> Result { get; }

    /// <summary>Which survivors have sent no tags.</summary>
    public IReadOnlyList<MemberId> Missing => tags.Missing;

    /// <summary>Always: the tags of silent survivors can be computed.</summary>
    public bool IsEnough => true;

    public IReadOnlyList<Conviction> Convictions => survivors.Chair.Convictions;

    public Refusal? Take(SignedMessage<CheckTags> word) => tags.Take(word);

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

    /// <summary>Goes on to the acceptances.</summary>
    /// <param name="state">Hash of the model state that the coordinator computed from the sum.</param>
    public AcceptStage Accept(Digest state) => new(survivors, Result.Content.Sum, state);

    private Refusal? Refuse(CheckTags word)
    {
        Refusal? refusal = survivors.Refuse(word.Session, word.Survivors) ?? RollRules.Bound("sum", word.Sum, Result.Content.Sum);
        return refusal is not null || word.Tags.Length == balance.TagBytes
            ? refusal
            : new Refusal(RefusalCode.SumNotChecked, $"{word.Tags.Length} bytes of tags; there are {balance.TagBytes}");
    }
}
