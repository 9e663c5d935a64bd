using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Who is in one sum, and what is summed: the plan's terms, U1, U2 and U3 under one session, as one member has checked them.
/// </summary>
internal sealed class SumScope
{
    private SumScope(Seat seat, AdvertRoll adverts, RoundSpec ask, SurvivorRoll survivors) =>
        (Seat, Adverts, Ask, Survivors) = (seat, adverts, ask, survivors);

    public Seat Seat { get; }

    public AdvertRoll Adverts { get; }

    public RoundSpec Ask { get; }

    public SurvivorRoll Survivors { get; }

    public SumTerms Terms => Seat.Terms;

    public Digest Session => Survivors.Session;

    public static Outcome<SumScope> Of(
        Seat seat, AdvertRoll adverts, DealerRoll dealers, Digest state, RoundSpec ask, SignedMessage<SurvivorList> list)
    {
        Outcome<SurvivorRoll> survivors = SurvivorRoll.Of(seat.Terms, dealers, dealers.Session(state, ask.Hash), list);
        if (!survivors.IsGiven)
            return survivors.Refusal;
        return list.Content.Inputs.FirstOrDefault(input => input.Content.Length != ask.Length) is { } other
            ? new Refusal(RefusalCode.ListInvalid, $"member {other.Content.Member} sent {other.Content.Length} slots, not {ask.Length}")
            : new SumScope(seat, adverts, ask, survivors.Value);
    }

    /// <summary>Whether this is the sum that the coordinator claims, and one that so many members can have made.</summary>
    public Refusal? Refuse(SignedMessage<SumResult> result, RingVector sum)
    {
        Refusal? refusal = RollRules.SignedByCoordinator(Terms, result)
            ?? RollRules.Bound("session", result.Content.Session, Session)
            ?? RollRules.Bound("list of survivors", result.Content.Survivors, Survivors.Hash);
        if (refusal is not null)
            return refusal;
        return sum.Ring == Ask.Ring && sum.Length == Ask.Length && sum.Hash == result.Content.Sum
            ? SumRange.Refuse(Ask, sum, Survivors.Members.Count)
            : new Refusal(RefusalCode.SumNotChecked, "the bytes that arrived are not the sum that the coordinator signed");
    }

    /// <summary>The survivors of whom a list holds no tags.</summary>
    public IEnumerable<MemberId> Untagged(CheckList list) => Survivors.Members.Except(list.Tags.Select(tags => tags.Content.Member));

    public bool IsVectorOf(MemberId survivor, RingVector masked) =>
        masked.Ring == Ask.Ring && masked.Length == Ask.Length && masked.Hash == Survivors.Of(survivor).Content.Payload;

    public Digest Challenge(Digest sum) => CheckTags.Challenge(Session, Survivors.Hash, sum);
}
