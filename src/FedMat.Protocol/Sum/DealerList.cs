using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>U2, as the coordinator fixed and signed it: those of U1 who dealt to everybody of U1, in the order of their ids' bytes.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Adverts">Hash of U1.</param>
/// <param name="Deals">Each under its dealer's signature.</param>
public sealed record DealerList(Digest Setup, Digest Adverts, IReadOnlyList<SignedMessage<Deal>> Deals) : ISumMessage<DealerList>
{
    public static string Tag => "fedmat.sum.dealers.v1";

    public IEnumerable<MemberId> Members => Deals.Select(deal => deal.Content.Member);

    /// <summary>h2 = H(adverts by id | U2 | roots by id), where the adverts enter by the hash of U1.</summary>
    public Digest Hash
    {
        get
        {
            CanonicalWriter writer = new CanonicalWriter("fedmat.sum.h2.v1").Digest(Setup).Digest(Adverts).Int32(Deals.Count);
            foreach (SignedMessage<Deal> deal in Deals)
                writer.Member(deal.Content.Member).Digest(deal.Content.Root);
            return writer.ToDigest();
        }
    }

    /// <summary>session = H(tag | setup | h2 | model-state hash | ask): enters every pair key, self mask and later signature.</summary>
    public Digest Session(Digest state, Digest ask) => new InputRequest(Setup, Hash, state, ask).Session;

    public static DealerList Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Digest(), reader.List<Deal>());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Digest(Adverts).List(Deals);
}
