using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Two shares, of a b and of an s, at each of some positions: what one dealer made for its holders, or one holder got from its dealers.
/// </summary>
internal sealed class ShareTable(byte[] selfMasks, byte[] maskKeys)
{
    public ShareTable(int positions)
        : this(new byte[positions * DealtShare.ShareBytes], new byte[positions * DealtShare.ShareBytes])
    {
    }

    public Span<byte> this[ShareKind kind, int position] =>
        (kind == ShareKind.SelfMask ? selfMasks : maskKeys).AsSpan(position * DealtShare.ShareBytes, DealtShare.ShareBytes);

    /// <summary>Whether the shares at a position are those that the dealer's leaf commits to.</summary>
    public bool Fits(int position, Digest setup, MemberId dealer, DealtShare leaf) =>
        Commit(ShareKind.SelfMask, position, setup, dealer, leaf.Holder) == leaf.SelfMask
        && Commit(ShareKind.MaskKey, position, setup, dealer, leaf.Holder) == leaf.MaskKey;

    public Digest Commit(ShareKind kind, int position, Digest setup, MemberId dealer, MemberId holder) =>
        DealtShare.Commit(setup, dealer, holder, kind, this[kind, position]);
}
