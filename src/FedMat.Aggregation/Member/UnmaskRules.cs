using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 4: what it takes before a member opens shares, and which share of each dealer it then opens.</summary>
internal static class UnmaskRules
{
    /// <summary>
    /// T distinct survivors signed exactly this session, U3 and its digests: a second list with as many signatures cannot exist.
    /// </summary>
    public static Refusal? Refuse(SumTerms terms, SurvivorRoll survivors, IReadOnlyList<SignedMessage<Agreement>> agreements)
    {
        Refusal? refusal = RollRules.Members(agreements.Select(agreement => agreement.Content.Member), survivors.Contains, 0)
            ?? agreements.Select(agreement => Refuse(terms, survivors, agreement)).FirstOrDefault(found => found is not null);
        int fewest = terms.Thresholds.Signing;
        if (refusal is not null || agreements.Count >= fewest)
            return refusal;
        return new Refusal(
            RefusalCode.TooFewSignatures, $"{agreements.Count} survivors agreed to the list; no share is opened for fewer than {fewest}");
    }

    /// <summary>The share of b where a dealer survived, the share of s where it was lost: of no dealer both.</summary>
    public static SignedMessage<UnmaskAnswer> Answer(Held held, SurvivorRoll survivors)
    {
        byte[] shares = new byte[held.Dealers.Members.Count * DealtShare.ShareBytes];
        for (int position = 0; position < held.Dealers.Members.Count; position++)
        {
            ShareKind kind = survivors.Contains(held.Dealers.Members[position]) ? ShareKind.SelfMask : ShareKind.MaskKey;
            held.Shares[kind, position].CopyTo(shares.AsSpan(position * DealtShare.ShareBytes));
        }

        return held.Seat.Sign(new UnmaskAnswer(survivors.Session, held.Seat.Self, survivors.Hash, shares));
    }

    private static Refusal? Refuse(SumTerms terms, SurvivorRoll survivors, SignedMessage<Agreement> agreement) =>
        RollRules.Bound("session", agreement.Content.Session, survivors.Session)
        ?? RollRules.Bound("list of survivors", agreement.Content.Survivors, survivors.Hash)
        ?? RollRules.SignedBy(terms, agreement.Content.Member, agreement);
}
