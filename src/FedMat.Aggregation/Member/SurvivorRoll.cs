using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>U3 as checked: members of U2, enough of them, each with a masked vector of this session under its own signature.</summary>
internal sealed class SurvivorRoll
{
    private readonly Dictionary<MemberId, SignedMessage<MaskedInput>> inputs;

    /// <summary>For whoever made the list out of inputs that it checked.</summary>
    internal SurvivorRoll(SurvivorList list, DealerRoll dealers)
    {
        Session = list.Session;
        Hash = list.Hash;
        Cohort = Cohort.Of(list);
        Members = [.. list.Members];
        inputs = list.Inputs.ToDictionary(input => input.Content.Member);
        Lost = [.. dealers.Members.Where(member => !inputs.ContainsKey(member))];
    }

    public Digest Session { get; }

    /// <summary>H(tag | session | U3 with digests and snapshot numbers).</summary>
    public Digest Hash { get; }

    public Cohort Cohort { get; }

    /// <summary>In the order of the ids' bytes.</summary>
    public IReadOnlyList<MemberId> Members { get; }

    /// <summary>U2 without U3, in the order of the ids' bytes.</summary>
    public IReadOnlyList<MemberId> Lost { get; }

    public static Outcome<SurvivorRoll> Of(SumTerms terms, DealerRoll dealers, Digest session, SignedMessage<SurvivorList> list)
    {
        Refusal? refusal = RollRules.SignedByCoordinator(terms, list)
            ?? RollRules.Bound("session", list.Content.Session, session)
            ?? RollRules.Members(list.Content.Members, dealers.Contains, terms.Thresholds.Survivors)
            ?? list.Content.Inputs.Select(input => Refuse(terms, session, input)).FirstOrDefault(found => found is not null);
        return refusal is null ? new SurvivorRoll(list.Content, dealers) : refusal;
    }

    public bool Contains(MemberId member) => inputs.ContainsKey(member);

    public SignedMessage<MaskedInput> Of(MemberId member) => inputs[member];

    private static Refusal? Refuse(SumTerms terms, Digest session, SignedMessage<MaskedInput> input) =>
        RollRules.Bound("session", input.Content.Session, session) ?? RollRules.SignedBy(terms, input.Content.Member, input);
}
