using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>What one dealer dealt, with the tree over its leaves.</summary>
internal sealed class DealtLeaves
{
    private readonly IReadOnlyList<DealtShare> shares;
    private readonly MerklePaths paths;

    /// <param name="dealing">As it arrived.</param>
    public DealtLeaves(Dealing dealing)
    {
        Deal = dealing.Deal;
        shares = dealing.Shares;
        paths = new MerklePaths([.. shares.Select(share => share.Leaf(Deal.Content.Setup, Dealer))]);
    }

    public SignedMessage<Deal> Deal { get; }

    public MemberId Dealer => Deal.Content.Member;

    /// <summary>Whether the leaves are those of the signed root.</summary>
    public bool AreSigned => paths.Root == Deal.Content.Root;

    /// <param name="position">Of the holder in U1.</param>
    public HeldShare At(int position) => new(Dealer, shares[position], paths.Of(position));

    /// <summary>Whether a share is the one that the leaf of the holder at this position commits to.</summary>
    public bool Fits(int position, ShareKind kind, ReadOnlySpan<byte> share) =>
        DealtShare.Commit(Deal.Content.Setup, Dealer, shares[position].Holder, kind, share) == shares[position].HashOf(kind);
}
