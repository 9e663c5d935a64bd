using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>The coordinator's part in handing shares out, and a dealer's way to cheat.</summary>
internal static class TestDealing
{
    public static HeldShare ShareFor(Digest setup, Dealing dealing, int holder)
    {
        MemberId dealer = dealing.Deal.Content.Member;
        Digest[] leaves = [.. dealing.Shares.Select(share => share.Leaf(setup, dealer))];
        return new HeldShare(dealer, dealing.Shares[holder], MerkleTree.Path(leaves, holder));
    }

    /// <summary>The dealing with one share replaced, under a root that its dealer signed for it.</summary>
    public static Dealing With(this Dealing dealing, DealtShare share, int holder, SigningKey dealer)
    {
        DealtShare[] shares = [.. dealing.Shares];
        shares[holder] = share;
        Deal deal = dealing.Deal.Content;
        Digest root = MerkleTree.Root([.. shares.Select(each => each.Leaf(deal.Setup, deal.Member))]);
        return new Dealing(SignedMessage<Deal>.Sign(deal with { Root = root }, dealer), shares);
    }
}
