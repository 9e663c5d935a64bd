using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>U1 as checked: members of the plan, enough of them, each with an advert for this setup under its own signature.</summary>
internal sealed class AdvertRoll
{
    private readonly Dictionary<MemberId, int> positions;

    /// <summary>For whoever made the list out of adverts that it checked.</summary>
    internal AdvertRoll(SignedMessage<AdvertList> list)
    {
        Hash = list.Hash;
        Adverts = [.. list.Content.Adverts.Select(advert => advert.Content)];
        positions = Adverts.Index().ToDictionary(at => at.Item.Member, at => at.Index);
    }

    /// <summary>Hash of U1: SHA-256 of the body that the coordinator signed.</summary>
    public Digest Hash { get; }

    /// <summary>In the order of the ids' bytes: the place of a holder is its position in the sharing.</summary>
    public IReadOnlyList<Advert> Adverts { get; }

    public static Outcome<AdvertRoll> Of(SumTerms terms, SignedMessage<AdvertList> list)
    {
        Refusal? refusal = RollRules.SignedByCoordinator(terms, list)
            ?? RollRules.Bound("setup", list.Content.Setup, terms.Setup)
            ?? RollRules.Members(list.Content.Members, member => terms.Find(member) is not null, terms.Thresholds.Sharing)
            ?? list.Content.Adverts.Select(advert => Refuse(terms, advert)).FirstOrDefault(found => found is not null);
        return refusal is null ? new AdvertRoll(list) : refusal;
    }

    public bool Contains(MemberId member) => positions.ContainsKey(member);

    public int PositionOf(MemberId member) => positions[member];

    public Advert Of(MemberId member) => Adverts[positions[member]];

    private static Refusal? Refuse(SumTerms terms, SignedMessage<Advert> advert) =>
        RollRules.Bound("setup", advert.Content.Setup, terms.Setup) ?? RollRules.SignedBy(terms, advert.Content.Member, advert);
}
