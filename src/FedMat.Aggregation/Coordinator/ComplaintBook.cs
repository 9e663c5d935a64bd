using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Who complained of whose envelope, and what the dealers opened (protocol.md, "Blame"). No more than f holders' complaints of one dealer are
/// passed on, so that no more than f shares of a secret are ever opened; the holder of a further one is left out. Whether holder or
/// dealer lied cannot be seen unless the dealer opens what misses its own leaf.
/// </summary>
internal sealed class ComplaintBook(DealtSetup setup)
{
    private readonly List<SignedMessage<Complaint>> passedOn = [];
    private readonly Dictionary<(MemberId Holder, MemberId Dealer), SignedMessage<Opening>> openings = [];
    private readonly HashSet<MemberId> leftOut = [];

    public IReadOnlyCollection<MemberId> LeftOut => leftOut;

    /// <summary>Of whose shares somebody complained.</summary>
    public IReadOnlyList<MemberId> Dealers => [.. passedOn.Select(complaint => complaint.Content.Dealer).Distinct().Order()];

    /// <summary>Those that wait for their dealer, in the order of their arrival.</summary>
    public IReadOnlyList<SignedMessage<Complaint>> Open =>
        [.. passedOn.Where(complaint => !leftOut.Contains(complaint.Content.Member) && !openings.ContainsKey(Key(complaint.Content)))];

    public Refusal? Take(SignedMessage<Complaint> complaint)
    {
        Complaint content = complaint.Content;
        if (passedOn.Any(other => other.Hash == complaint.Hash))
            return null;
        Refusal? refusal = RefuseParties(content.Member, content.Dealer)
            ?? RollRules.Bound("setup", content.Setup, setup.Chair.Setup)
            ?? RollRules.Bound("list of dealers", content.Dealers, setup.Dealers.Hash)
            ?? RollRules.SignedBy(setup.Chair.Terms, content.Member, complaint);
        if (refusal is not null)
            return refusal;
        if (passedOn.Count(other => other.Content.Dealer == content.Dealer) < setup.Chair.Thresholds.Corrupt)
            passedOn.Add(complaint);
        else
            leftOut.Add(content.Member);
        return null;
    }

    public Refusal? Take(SignedMessage<Opening> opening)
    {
        Opening content = opening.Content;
        if (openings.GetValueOrDefault((content.Holder, content.Member)) is { } earlier && earlier.Hash == opening.Hash)
            return null;
        if (!passedOn.Any(complaint => Key(complaint.Content) == (content.Holder, content.Member)))
            return new Refusal(RefusalCode.NotOnTheList, $"dealer {content.Member} was not asked to open shares of holder {content.Holder}");
        Refusal? refusal = RollRules.Bound("setup", content.Setup, setup.Chair.Setup)
            ?? RollRules.Bound("deal", content.Deal, setup.Of(content.Member).Deal.Hash)
            ?? RollRules.SignedBy(setup.Chair.Terms, content.Member, opening);
        if (refusal is not null)
            return refusal;
        if (!Fits(content))
            return setup.Chair.Convict(content.Member, Offence.FalseOpening, setup.Against(opening));
        openings.Add((content.Holder, content.Member), opening);
        return null;
    }

    private static (MemberId Holder, MemberId Dealer) Key(Complaint complaint) => (complaint.Member, complaint.Dealer);

    private Refusal? RefuseParties(MemberId holder, MemberId dealer) =>
        setup.Dealers.Contains(holder) && setup.Dealers.Contains(dealer) && holder != dealer && !leftOut.Contains(holder)
            ? null
            : new Refusal(RefusalCode.NotOnTheList, $"member {holder} holds no share of member {dealer} in this attempt");

    private bool Fits(Opening opening)
    {
        int position = setup.Adverts.PositionOf(opening.Holder);
        DealtLeaves dealt = setup.Of(opening.Member);
        return dealt.Fits(position, ShareKind.SelfMask, opening.SelfMask) && dealt.Fits(position, ShareKind.MaskKey, opening.MaskKey);
    }
}
