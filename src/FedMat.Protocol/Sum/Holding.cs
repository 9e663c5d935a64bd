using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 1, answered: the member holds a valid envelope of every other dealer of U2.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">The holder.</param>
/// <param name="Dealers">h2.</param>
public sealed record Holding(Digest Setup, MemberId Member, Digest Dealers) : ISumMessage<Holding>
{
    public static string Tag => "fedmat.sum.holding.v1";

    public static Holding Read(ref CanonicalReader reader) => new(reader.Digest(), reader.Member(), reader.Digest());

    public void Write(CanonicalWriter writer) => writer.Digest(Setup).Member(Member).Digest(Dealers);
}
