using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Evidence that a holder opened another share than its dealer's leaf commits to.</summary>
internal static class ShareEvidence
{
    public static bool Proves(FalseShare evidence, MemberId accused, SumTerms terms)
    {
        UnmaskAnswer answer = evidence.Answer.Content;
        MemberId dealer = evidence.Leaf.Dealer;
        if (ListEvidence.Of(evidence.Lists, terms) is not { } lists || !lists.Dealers.Contains(dealer))
            return false;
        bool answered = answer.Member == accused
            && answer.Session == lists.Survivors.Session
            && answer.Survivors == lists.Survivors.Hash
            && answer.Shares.Length == lists.Dealers.Members.Count * DealtShare.ShareBytes
            && RollRules.SignedBy(terms, accused, evidence.Answer) is null;
        if (!answered
            || evidence.Leaf.Share.Holder != accused
            || DealEvidence.PositionOf(evidence.Leaf, lists.Dealers.Of(dealer), lists.Adverts) is null)
            return false;
        ShareKind kind = lists.Survivors.Contains(dealer) ? ShareKind.SelfMask : ShareKind.MaskKey;
        return !DealEvidence.Fits(evidence.Leaf, kind, answer.ShareAt(lists.Dealers.PositionOf(dealer)).Span, terms.Setup);
    }
}
