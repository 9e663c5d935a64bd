using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>U2 as checked: members of U1, enough of them, each with a root for exactly this U1 under its own signature.</summary>
internal sealed class DealerRoll
{
    private readonly DealerList list;
    private readonly Dictionary<MemberId, int> positions;

    /// <summary>For whoever made the list out of deals that it checked.</summary>
    internal DealerRoll(DealerList list)
    {
        this.list = list;
        Hash = list.Hash;
        Members = [.. list.Members];
        positions = Members.Index().ToDictionary(at => at.Item, at => at.Index);
    }

    /// <summary>h2.</summary>
    public Digest Hash { get; }

    /// <summary>In the order of the ids' bytes.</summary>
    public IReadOnlyList<MemberId> Members { get; }

    public static Outcome<DealerRoll> Of(SumTerms terms, AdvertRoll adverts, SignedMessage<DealerList> list)
    {
        Refusal? refusal = RollRules.SignedByCoordinator(terms, list)
            ?? RollRules.Bound("setup", list.Content.Setup, terms.Setup)
            ?? RollRules.Bound("list of adverts", list.Content.Adverts, adverts.Hash)
            ?? RollRules.Members(list.Content.Members, adverts.Contains, terms.Thresholds.Signing)
            ?? list.Content.Deals.Select(deal => Refuse(terms, adverts, deal)).FirstOrDefault(found => found is not null);
        return refusal is null ? new DealerRoll(list.Content) : refusal;
    }

    public bool Contains(MemberId member) => positions.ContainsKey(member);

    public int PositionOf(MemberId member) => positions[member];

    public SignedMessage<Deal> Of(MemberId member) => list.Deals[positions[member]];

    public Digest Session(Digest state, Digest ask) => list.Session(state, ask);

    private static Refusal? Refuse(SumTerms terms, AdvertRoll adverts, SignedMessage<Deal> deal) =>
        RollRules.Bound("setup", deal.Content.Setup, terms.Setup)
        ?? RollRules.Bound("list of adverts", deal.Content.Adverts, adverts.Hash)
        ?? RollRules.SignedBy(terms, deal.Content.Member, deal);
}
