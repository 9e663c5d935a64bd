using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 1: a dealer's signature on the Merkle root over what it dealt to everybody of U1, itself included.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">The dealer.</param>
/// <param name="Adverts">Hash of U1: the holders, and so the evaluation points, that it dealt for.</param>
/// <param name="Root">Over the leaves in the order of U1.</param>
public sealed record Deal(Digest Setup, MemberId Member, Digest Adverts, Digest Root) : ISumMessage<Deal>
{
    public static string Tag => "fedmat.sum.deal.v1";

    public static Deal Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Member(), reader.Digest(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Member(Member).Digest(Adverts).Digest(Root);
}
