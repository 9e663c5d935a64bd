using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 1 of the secure sum at the coordinator, answered: U2 is fixed, its members take their shares or complain.</summary>
public sealed class HoldStage : ISumStage
{
    private readonly DealtSetup setup;
    private readonly Intake<Holding> holdings;
    private readonly ComplaintBook complaints;

    internal HoldStage(DealtSetup setup)
    {
        this.setup = setup;
        complaints = new ComplaintBook(setup);
        holdings = new Intake<Holding>(Chair, setup.Dealers.Members, holding => holding.Member) { Check = Refuse };
    }

    /// <summary>U2.</summary>
    public SignedMessage<DealerList> List => setup.DealerList;

    /// <summary>Who has neither taken its shares nor been left out.</summary>
    public IReadOnlyList<MemberId> Missing => holdings.Missing;

    /// <summary>Holders whose complaint was one too many for its dealer: they cannot take part in the sum.</summary>
    public IReadOnlyCollection<MemberId> LeftOut => complaints.LeftOut;

    /// <summary>Dealers of whose shares a holder complained, whatever came of it.</summary>
    public IReadOnlyList<MemberId> ComplainedOf => complaints.Dealers;

    /// <summary>To be told to the dealer that each names. One that stays open ends the attempt.</summary>
    public IReadOnlyList<SignedMessage<Complaint>> OpenComplaints => complaints.Open;

    /// <summary>Whether inputs can be asked for: no complaint is open, no dealer is convicted, and enough hold their shares.</summary>
    public bool IsEnough => Refuse() is null;

    public IReadOnlyList<Conviction> Convictions => Chair.Convictions;

    private Chair Chair => setup.Chair;

    /// <summary>What every other dealer of U2 made for one holder, in the order of U2.</summary>
    /// <exception cref="ArgumentException">The holder is not in U2.</exception>
    public IReadOnlyList<HeldShare> SharesFor(MemberId holder) => setup.Dealers.Contains(holder)
        ? [.. setup.Dealers.Members.Where(dealer => dealer != holder).Select(dealer => setup.Leaf(dealer, holder))]
        : throw new ArgumentException($"member {holder} is not in the list", nameof(holder));

    public Refusal? Take(SignedMessage<Holding> holding) => holdings.Take(holding);

    public Refusal? Take(SignedMessage<Complaint> complaint)
    {
        ArgumentNullException.ThrowIfNull(complaint);
        if (holdings.Contains(complaint.Content.Member))
            return new Refusal(RefusalCode.RequestDiffers, $"member {complaint.Content.Member} has said that it holds all shares");
        Refusal? refusal = complaints.Take(complaint);
        foreach (MemberId holder in complaints.LeftOut)
            holdings.LeaveOut(holder);
        return refusal;
    }

    public Refusal? Take(SignedMessage<Opening> opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return complaints.Take(opening);
    }

    /// <summary>Asks for the masked inputs.</summary>
    /// <param name="state">Hash of the model state that everybody starts from.</param>
    /// <param name="ask">What is summed.</param>
    /// <returns>
    /// FM207: the sum could wrap. FM318: a complaint is open. FM321: too few hold their shares. FM327: a dealer is convicted, so that the attempt ends
    /// here and the next one goes without it.
    /// </returns>
    public Outcome<InputStage> Request(Digest state, RoundSpec ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (Refuse() is { } refusal)
            return refusal;
        if (!ask.Holds(Chair.Thresholds.Members))
            return new Refusal(RefusalCode.SumMayWrap, $"the sum of {Chair.Thresholds.Members} members could wrap around in phase '{ask.Phase}'");
        SignedMessage<InputRequest> request = Chair.Sign(new InputRequest(Chair.Setup, setup.Dealers.Hash, state, ask.Hash));
        return new InputStage(new SumSession(setup, request, ask, [.. setup.Dealers.Members.Except(LeftOut)]));
    }

    private Refusal? Refuse(Holding holding) =>
        RollRules.Bound("setup", holding.Setup, Chair.Setup) ?? RollRules.Bound("list of dealers", holding.Dealers, setup.Dealers.Hash);

    private Refusal? Refuse()
    {
        if (Chair.Convictions.FirstOrDefault(conviction => conviction.Offence == Offence.FalseOpening) is { } conviction)
            return new Refusal(
                RefusalCode.MemberConvicted, $"dealer {conviction.Member} cannot open what it dealt; the attempt ends and the next goes without it");
        if (OpenComplaints is [{ } complaint, ..])
            return new Refusal(
                RefusalCode.ShareInvalid, $"holder {complaint.Content.Member} complains of the shares of dealer {complaint.Content.Dealer}, who has not opened them");
        return holdings.Count >= Chair.Thresholds.Survivors
            ? null
            : new Refusal(RefusalCode.TooFewSignatures, $"{holdings.Count} members hold all their shares; a sum needs {Chair.Thresholds.Survivors}");
    }
}
