using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>U1, as the coordinator fixed and signed it: those whose advert arrived, in the order of their ids' bytes.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Adverts">Each under its member's signature.</param>
public sealed record AdvertList(Digest Setup, IReadOnlyList<SignedMessage<Advert>> Adverts) : ISumMessage<AdvertList>
{
    public static string Tag => "fedmat.sum.adverts.v1";

    public IEnumerable<MemberId> Members => Adverts.Select(advert => advert.Content.Member);

    public static AdvertList Read(ref CanonicalReader reader) => new(reader.Digest(), reader.List<Advert>());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).List(Adverts);
}
