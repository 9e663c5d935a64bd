using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Evidence that a dealer's leaves, which it signed, do not hold what it advertised or opened.</summary>
internal static class DealEvidence
{
    /// <summary>t shares that fit leaves under the dealer's root, and from which another secret follows than the dealer advertised.</summary>
    public static bool Proves(FalseDeal evidence, MemberId accused, SumTerms terms)
    {
        if (Adverts(evidence.Adverts, evidence.Deal, accused, terms) is not { } adverts || evidence.Leaves.Count != terms.Thresholds.Sharing)
            return false;
        int[] positions = new int[evidence.Leaves.Count];
        for (int i = 0; i < positions.Length; i++)
        {
            if (PositionOf(evidence.Leaves[i], evidence.Deal, adverts) is not { } position
                || (i > 0 && position <= positions[i - 1])
                || !Fits(evidence.Leaves[i], evidence.Kind, evidence.ShareAt(i).Span, terms.Setup))
                return false;
            positions[i] = position;
        }

        byte[] secret = new ShareRecovery(positions).Recover([.. Enumerable.Range(0, positions.Length).Select(evidence.ShareAt)]);
        return !SecretRules.Fits(adverts.Of(accused), evidence.Kind, secret);
    }

    /// <summary>Signed shares for a holder that miss the holder's leaf under the very deal that they were signed for.</summary>
    public static bool Proves(FalseOpening evidence, MemberId accused, SumTerms terms)
    {
        Opening opening = evidence.Opening.Content;
        return Adverts(evidence.Adverts, evidence.Deal, accused, terms) is { } adverts
            && opening.Member == accused
            && opening.Setup == terms.Setup
            && opening.Deal == evidence.Deal.Hash
            && RollRules.SignedBy(terms, accused, evidence.Opening) is null
            && evidence.Leaf.Share.Holder == opening.Holder
            && PositionOf(evidence.Leaf, evidence.Deal, adverts) is not null
            && !(Fits(evidence.Leaf, ShareKind.SelfMask, opening.SelfMask, terms.Setup)
                && Fits(evidence.Leaf, ShareKind.MaskKey, opening.MaskKey, terms.Setup));
    }

    /// <summary>The place of a leaf's holder in U1; null if the leaf is not under the dealer's root.</summary>
    public static int? PositionOf(HeldShare leaf, SignedMessage<Deal> deal, AdvertRoll adverts)
    {
        if (leaf.Dealer != deal.Content.Member || !adverts.Contains(leaf.Share.Holder))
            return null;
        int position = adverts.PositionOf(leaf.Share.Holder);
        Digest hash = leaf.Share.Leaf(deal.Content.Setup, leaf.Dealer);
        return MerkleTree.Verifies(deal.Content.Root, hash, position, adverts.Adverts.Count, [.. leaf.Path]) ? position : null;
    }

    public static bool Fits(HeldShare leaf, ShareKind kind, ReadOnlySpan<byte> share, Digest setup) =>
        DealtShare.Commit(setup, leaf.Dealer, leaf.Share.Holder, kind, share) == leaf.Share.HashOf(kind);

    /// <summary>U1 as the accused dealt for it; null if it signed no such deal.</summary>
    private static AdvertRoll? Adverts(SignedMessage<AdvertList> list, SignedMessage<Deal> deal, MemberId accused, SumTerms terms)
    {
        bool signed = deal.Content.Member == accused
            && deal.Content.Setup == terms.Setup
            && deal.Content.Adverts == list.Hash
            && RollRules.SignedBy(terms, accused, deal) is null;
        return signed && AdvertRoll.Of(terms, list).Value is { } adverts && adverts.Contains(accused) ? adverts : null;
    }
}
