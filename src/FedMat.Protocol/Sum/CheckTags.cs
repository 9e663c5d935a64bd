using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Stage 5a: a survivor's 128 tags of its still masked vector against the claimed sum.</summary>
/// <param name="Session">Of the attempt.</param>
/// <param name="Member">Whose tags.</param>
/// <param name="Survivors">Hash of U3.</param>
/// <param name="Sum">SHA-256 of S.</param>
/// <param name="Tags">128 ring words, little-endian.</param>
public sealed record CheckTags(Digest Session, MemberId Member, Digest Survivors, Digest Sum, byte[] Tags) : ISumMessage<CheckTags>
{
    private const int MostTagBytes = 128 * sizeof(long);

    public static string Tag => "fedmat.sum.tags.v1";

    /// <summary>c = H(tag | session | U3 with digests | H(S)): drawn after everybody's vector is fixed.</summary>
    public static Digest Challenge(Digest session, Digest survivors, Digest sum) =>
        new CanonicalWriter("fedmat.sum.challenge.v1").Digest(session).Digest(survivors).Digest(sum).ToDigest();

    public static CheckTags Read(ref CanonicalReader reader) =>
        new(reader.Digest(), reader.Member(), reader.Digest(), reader.Digest(), reader.Bytes(MostTagBytes).ToArray());

    public void Write(CanonicalWriter writer) => writer.Digest(Session).Member(Member).Digest(Survivors).Digest(Sum).Bytes(Tags);
}
