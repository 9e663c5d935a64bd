using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>What a dealer made for one holder, and what its Merkle leaf commits to.</summary>
/// <param name="Holder">For whom.</param>
/// <param name="Envelope">Both shares, sealed; empty for the dealer itself.</param>
/// <param name="SelfMask">Hash of the holder's share of the self-mask secret.</param>
/// <param name="MaskKey">Hash of the holder's share of the mask key.</param>
public sealed record DealtShare(MemberId Holder, byte[] Envelope, Digest SelfMask, Digest MaskKey)
{
    /// <summary>Bytes in a share: 16 little-endian words.</summary>
    public const int ShareBytes = 32;

    private const int MostEnvelopeBytes = 256;

    public Digest HashOf(ShareKind kind) => kind == ShareKind.SelfMask ? SelfMask : MaskKey;

    /// <summary>The commitment to one share.</summary>
    public static Digest Commit(Digest setup, MemberId dealer, MemberId holder, ShareKind kind, ReadOnlySpan<byte> share) =>
        new CanonicalWriter("fedmat.sum.share.v1").Digest(setup).Member(dealer).Member(holder)
            .Text(kind == ShareKind.SelfMask ? "b" : "s").Bytes(share).ToDigest();

    /// <summary>The leaf under the dealer's root: H(tag | setup | dealer | holder | H(envelope) | H(b) | H(s)).</summary>
    public Digest Leaf(Digest setup, MemberId dealer) =>
        new CanonicalWriter("fedmat.sum.leaf.v1").Digest(setup).Member(dealer).Member(Holder)
            .Digest(Digest.Of(Envelope)).Digest(SelfMask).Digest(MaskKey).ToDigest();

    internal static DealtShare Read(ref CanonicalReader reader) =>
        new(reader.Member(), reader.Bytes(MostEnvelopeBytes).ToArray(), reader.Digest(), reader.Digest());

    internal void Write(CanonicalWriter writer) => writer.Member(Holder).Bytes(Envelope).Digest(SelfMask).Digest(MaskKey);
}
