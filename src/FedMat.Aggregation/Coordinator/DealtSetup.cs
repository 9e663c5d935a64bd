using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A setup whose U1 and U2 are fixed, with everything that was dealt in it.</summary>
internal sealed class DealtSetup
{
    private readonly SignedMessage<AdvertList> advertList;
    private readonly IReadOnlyList<DealtLeaves> leaves;

    /// <param name="chair">The attempt.</param>
    /// <param name="advertList">U1.</param>
    /// <param name="adverts">The same, to look up.</param>
    /// <param name="dealerList">U2.</param>
    /// <param name="leaves">In the order of U2.</param>
    public DealtSetup(
        Chair chair, SignedMessage<AdvertList> advertList, AdvertRoll adverts, SignedMessage<DealerList> dealerList, IReadOnlyList<DealtLeaves> leaves)
    {
        (Chair, Adverts, DealerList) = (chair, adverts, dealerList);
        (this.advertList, this.leaves) = (advertList, leaves);
        Dealers = new DealerRoll(dealerList.Content);
    }

    public Chair Chair { get; }

    public AdvertRoll Adverts { get; }

    public SignedMessage<DealerList> DealerList { get; }

    public DealerRoll Dealers { get; }

    public DealtLeaves Of(MemberId dealer) => leaves[Dealers.PositionOf(dealer)];

    public DealtLeaves At(int dealer) => leaves[dealer];

    public HeldShare Leaf(MemberId dealer, MemberId holder) => Of(dealer).At(Adverts.PositionOf(holder));

    public FalseOpening Against(SignedMessage<Opening> opening) =>
        new(advertList, Of(opening.Content.Member).Deal, Leaf(opening.Content.Member, opening.Content.Holder), opening);

    /// <summary>Evidence against a dealer.</summary>
    /// <param name="dealer">Its place in U2.</param>
    /// <param name="kind">Of which secret.</param>
    /// <param name="holders">Their positions in U1.</param>
    /// <param name="shares">Of the holders, in the same order.</param>
    public FalseDeal Against(int dealer, ShareKind kind, IEnumerable<int> holders, IEnumerable<ReadOnlyMemory<byte>> shares) => new(
        advertList, leaves[dealer].Deal, kind, [.. holders.Select(leaves[dealer].At)], [.. shares.SelectMany(share => share.ToArray())]);

    public SumLists Lists(InputRequest request, SignedMessage<SurvivorList> survivors) => new(advertList, DealerList, request, survivors);
}
