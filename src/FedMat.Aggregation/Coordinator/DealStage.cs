using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 1 of the secure sum at the coordinator: U1 is fixed, its members deal their shares.</summary>
public sealed class DealStage : ISumStage
{
    private const int EnvelopeBytes = (2 * DealtShare.ShareBytes) + SealedBox.Overhead;
    private readonly Chair chair;
    private readonly AdvertRoll adverts;
    private readonly Intake<Deal> deals;
    private readonly Dictionary<MemberId, DealtLeaves> leaves = [];

    internal DealStage(Chair chair, SignedMessage<AdvertList> list)
    {
        (this.chair, List) = (chair, list);
        adverts = new AdvertRoll(list);
        deals = new Intake<Deal>(chair, list.Content.Members, deal => deal.Member) { Check = Refuse, Convicts = true };
    }

    /// <summary>U1.</summary>
    public SignedMessage<AdvertList> List { get; }

    /// <summary>Who has not dealt.</summary>
    public IReadOnlyList<MemberId> Missing => deals.Missing;

    /// <summary>Whether enough members dealt for a sum, if all of them come through.</summary>
    public bool IsEnough => deals.Count >= chair.Thresholds.Survivors;

    public IReadOnlyList<Conviction> Convictions => chair.Convictions;

    public Refusal? Take(Dealing dealing)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        return deals.Take(dealing.Deal, _ => RefuseLeaves(dealing));
    }

    /// <summary>Fixes U2.</summary>
    /// <exception cref="InvalidOperationException">Not enough members dealt.</exception>
    public HoldStage Close()
    {
        if (!IsEnough)
            throw new InvalidOperationException("not enough members dealt for a sum");
        DealerList list = new(chair.Setup, List.Hash, deals.Taken);
        return new HoldStage(new DealtSetup(chair, List, adverts, chair.Sign(list), [.. list.Members.Select(member => leaves[member])]));
    }

    private Refusal? Refuse(Deal deal) =>
        RollRules.Bound("setup", deal.Setup, chair.Setup) ?? RollRules.Bound("list of adverts", deal.Adverts, List.Hash);

    /// <summary>Holders are all of U1 in its order, envelopes have their one size, and the root follows from the leaves.</summary>
    private Refusal? RefuseLeaves(Dealing dealing)
    {
        MemberId dealer = dealing.Deal.Content.Member;
        if (!dealing.Shares.Select(share => share.Holder).SequenceEqual(adverts.Adverts.Select(advert => advert.Member)))
            return new Refusal(RefusalCode.ListInvalid, $"member {dealer} dealt to others than the members of the list, or in another order");
        if (dealing.Shares.Any(share => share.Envelope.Length != (share.Holder == dealer ? 0 : EnvelopeBytes)))
            return new Refusal(RefusalCode.ShareInvalid, $"an envelope of dealer {dealer} has not {EnvelopeBytes} bytes");
        DealtLeaves dealt = new(dealing);
        if (!dealt.AreSigned)
            return new Refusal(RefusalCode.ShareInvalid, $"what dealer {dealer} dealt is not what it signed");
        leaves.Add(dealer, dealt);
        return null;
    }
}
