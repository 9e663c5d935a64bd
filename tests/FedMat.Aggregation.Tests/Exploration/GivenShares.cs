using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// How many shares of each member's b and s are out, four bits a member: of one node 0 or 1, of several their sum.
/// </summary>
internal readonly record struct GivenShares(ulong SelfMasks, ulong MaskKeys)
{
    public static GivenShares operator +(GivenShares left, GivenShares right) =>
        new(left.SelfMasks + right.SelfMasks, left.MaskKeys + right.MaskKeys);

    /// <summary>What one node has given with one more answer.</summary>
    public GivenShares Union(GivenShares other) => new(SelfMasks | other.SelfMasks, MaskKeys | other.MaskKeys);

    /// <summary>The members of whom at least so many shares of b are out.</summary>
    public MemberSet SelfMasksFrom(int count) => From(SelfMasks, count);

    /// <summary>The members of whom at least so many shares of s are out.</summary>
    public MemberSet MaskKeysFrom(int count) => From(MaskKeys, count);

    /// <summary>Tells by the dealers' commitments, not by the list, which shares an answer holds.</summary>
    public static GivenShares Read(ExploredSetup setup, int node, Step step, UnmaskAnswer answer)
    {
        GivenShares given = default;
        foreach ((int order, int dealer) in step.U2.Places.Index())
        {
            DealtShare dealt = setup.Dealt(dealer, step)!.Message.Shares[step.U1.PositionOf(node)];
            ReadOnlySpan<byte> share = answer.ShareAt(order).Span;
            given += new GivenShares(
                Flag(setup, dealer, dealt, ShareKind.SelfMask, share), Flag(setup, dealer, dealt, ShareKind.MaskKey, share));
        }

        return given;
    }

    private static ulong Flag(ExploredSetup setup, int dealer, DealtShare dealt, ShareKind kind, ReadOnlySpan<byte> share)
    {
        Digest commitment = DealtShare.Commit(setup.Terms.Setup, Parties.IdOf(dealer), dealt.Holder, kind, share);
        return commitment == dealt.HashOf(kind) ? 1UL << (4 * dealer) : 0;
    }

    private static MemberSet From(ulong counts, int count)
    {
        int bits = 0;
        for (int place = 0; counts != 0; place++, counts >>= 4)
        {
            if ((int)(counts & 15) >= count)
                bits |= 1 << place;
        }

        return new MemberSet(bits);
    }
}
