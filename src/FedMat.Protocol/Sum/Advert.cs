using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 0: a member's fresh public keys for one setup, and its commitment to its self-mask secret.</summary>
/// <param name="Setup">Which attempt.</param>
/// <param name="Member">Whose.</param>
/// <param name="SealKey">X25519: envelopes to and from this member are sealed under agreements with it.</param>
/// <param name="MaskKey">X25519: pair masks are expanded from agreements with it.</param>
/// <param name="SelfMask">H(tag | setup | member | b).</param>
public sealed record Advert(Digest Setup, MemberId Member, AgreementPublicKey SealKey, AgreementPublicKey MaskKey, Digest SelfMask) : ISumMessage<Advert>
{
    public static string Tag => "fedmat.sum.advert.v1";

    /// <summary>The commitment to a self-mask secret of 32 bytes.</summary>
    public static Digest Commit(Digest setup, MemberId member, ReadOnlySpan<byte> secret) =>
        new CanonicalWriter("fedmat.sum.self.v1").Digest(setup).Member(member).Bytes(secret).ToDigest();

    public static Advert Read(ref CanonicalReader reader) => new(
        reader.Digest(), reader.Member(),
        AgreementPublicKey.FromBytes(reader.Exactly(AgreementPublicKey.Size)), AgreementPublicKey.FromBytes(reader.Exactly(AgreementPublicKey.Size)),
        reader.Digest());

    public void Write(CanonicalWriter writer) =>
        writer.Digest(Setup).Member(Member).Bytes(SealKey.ToArray()).Bytes(MaskKey.ToArray()).Digest(SelfMask);
}
