using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>What a lying coordinator could make of the words of members that kept to the protocol: nothing of it proves an offence.</summary>
public sealed class EvidenceTests
{
    private readonly Drill drill = new(new Consortium(4));
    private readonly HoldStage hold;
    private readonly InputStage inputs;
    private readonly AgreeStage agree;
    private readonly UnmaskStage unmask;
    private readonly SumRecovery recovery;
    private readonly CheckStage check;
    private readonly SignedMessage<AdvertList> adverts;

    /// <summary>Member 3 is lost.</summary>
    public EvidenceTests()
    {
        DealStage deal = drill.Advertise();
        adverts = deal.List;
        hold = drill.Deal(deal);
        inputs = drill.Hold(hold);
        agree = drill.Mask(inputs, 3);
        unmask = drill.Agree(agree);
        recovery = drill.Unmask(unmask);
        check = drill.Check(recovery, drill.Sum(recovery));
    }

    private SumLists Lists => new(adverts, hold.List, inputs.Request.Content, agree.List);

    [Fact]
    public void Proves_AnHonestAnswer_IsFalse() => AssertInnocent(0, Offence.FalseShare, ShareOf(0, 1));

    [Fact]
    public void Proves_AnHonestAnswerAgainstTheLeafOfAnotherHolder_IsFalse() =>
        AssertInnocent(0, Offence.FalseShare, ShareOf(0, 1) with { Leaf = ShareOf(2, 1).Leaf });

    [Fact]
    public void Proves_AnHonestAnswerAgainstALeafThatWasNotDealt_IsFalse()
    {
        HeldShare leaf = ShareOf(0, 1).Leaf;
        AssertInnocent(0, Offence.FalseShare, ShareOf(0, 1) with { Leaf = leaf with { Share = leaf.Share with { SelfMask = default } } });
    }

    [Fact]
    public void Proves_AnHonestAnswerWithAnotherListOfSurvivors_IsFalse()
    {
        SurvivorList everybody = new(inputs.Session, [.. agree.List.Content.Inputs, drill.Held[drill.Id(3)]
            .Mask(inputs.Request, Drill.State, drill.Ask, 1, drill.VectorOf(drill.Id(3)), 1).OrThrow().Message]);
        AssertInnocent(0, Offence.FalseShare, ShareOf(0, 3) with { Lists = Lists with { Survivors = drill.Consortium.Signed(everybody) } });
    }

    [Fact]
    public void Proves_AFalseAnswerUnderAnothersSignature_IsFalse()
    {
        UnmaskAnswer lie = drill.Unmasked[drill.Id(0)].Message.Content with { Shares = new byte[4 * 32] };
        AssertInnocent(0, Offence.FalseShare, ShareOf(0, 1) with { Answer = drill.Consortium.SignedBy(drill.Id(1), lie) });
    }

    [Fact]
    public void Proves_HonestShares_IsFalse()
    {
        AssertInnocent(1, Offence.FalseDeal, DealOf(1, ShareKind.SelfMask, 0, 1, 2));
        AssertInnocent(3, Offence.FalseDeal, DealOf(3, ShareKind.MaskKey, 0, 1, 2));
    }

    [Fact]
    public void Proves_FewerSharesThanASecretTakes_IsFalse() => AssertInnocent(1, Offence.FalseDeal, DealOf(1, ShareKind.SelfMask, 0, 2));

    [Fact]
    public void Proves_OneShareThrice_IsFalse() => AssertInnocent(1, Offence.FalseDeal, DealOf(1, ShareKind.SelfMask, 2, 2, 2));

    [Fact]
    public void Proves_SharesThatMissTheirLeaves_IsFalse()
    {
        FalseDeal evidence = DealOf(1, ShareKind.SelfMask, 0, 1, 2);
        AssertInnocent(1, Offence.FalseDeal, evidence with { Shares = new byte[evidence.Shares.Length] });
    }

    [Fact]
    public void Proves_SharesUnderAnAdvertThatIsNotTheDealers_IsFalse()
    {
        Advert other = drill.Advertised[drill.Id(1)].Message.Content with { SelfMask = default };
        AdvertList list = adverts.Content with
        {
            Adverts = [.. adverts.Content.Adverts.Select(advert => advert.Content.Member == other.Member ? drill.Consortium.SignedBy(other.Member, other) : advert)],
        };
        AssertInnocent(1, Offence.FalseDeal, DealOf(1, ShareKind.SelfMask, 0, 1, 2) with { Adverts = drill.Consortium.Signed(list) });
    }

    [Fact]
    public void Proves_AnHonestOpening_IsFalse()
    {
        Complaint complaint = new(drill.Terms.Setup, drill.Id(2), drill.Id(1), hold.List.Content.Hash);
        SignedMessage<Opening> opening = drill.Dealt[drill.Id(1)].Open(drill.Consortium.SignedBy(drill.Id(2), complaint), []).OrThrow();
        FalseOpening evidence = new(adverts, drill.Dealt[drill.Id(1)].Message.Deal, Leaf(1, 2), opening);
        AssertInnocent(1, Offence.FalseOpening, evidence);
        AssertInnocent(1, Offence.FalseOpening, evidence with { Leaf = Leaf(1, 0) });
        AssertInnocent(1, Offence.FalseOpening, evidence with { Opening = drill.Consortium.SignedBy(drill.Id(2), opening.Content with { MaskKey = new byte[32] }) });
    }

    [Fact]
    public void Proves_AnHonestOpeningAgainstAnotherDealingOfItsDealer_IsFalse()
    {
        // A dealer whose database was restored may have signed two dealings in one setup.
        Complaint complaint = new(drill.Terms.Setup, drill.Id(2), drill.Id(1), hold.List.Content.Hash);
        SignedMessage<Opening> opening = drill.Dealt[drill.Id(1)].Open(drill.Consortium.SignedBy(drill.Id(2), complaint), []).OrThrow();
        Dealing other = LyingDealer.Deal(drill, drill.Id(1), adverts);
        AssertInnocent(1, Offence.FalseOpening, new FalseOpening(adverts, other.Deal, TestDealing.ShareFor(drill.Terms.Setup, other, 2), opening));
    }

    [Fact]
    public void Proves_HonestTags_IsFalse()
    {
        AssertTagsInnocent(TagsOf(0), drill.MaskedOf(drill.Id(0)));
        AssertTagsInnocent(TagsOf(0), drill.MaskedOf(drill.Id(1)));
        AssertTagsInnocent(TagsOf(0) with { Lost = [] }, drill.MaskedOf(drill.Id(0)));
        AssertTagsInnocent(TagsOf(0) with { SelfMask = new RevealedSecret(drill.Id(0), new byte[32]) }, drill.MaskedOf(drill.Id(0)));
        AssertTagsInnocent(TagsOf(0) with { Lost = [new RevealedSecret(drill.Id(3), new byte[32])] }, drill.MaskedOf(drill.Id(0)));
    }

    [Fact]
    public void Proves_TheSameWordTwice_IsFalse()
    {
        byte[] word = drill.Agreed[drill.Id(0)].Message.ToBytes();
        AssertInnocent(0, Offence.Equivocation, new Equivocation(Agreement.Tag, word, word, inputs.Request.Content));
    }

    [Fact]
    public void Proves_WordsOfTwoSetups_IsFalse()
    {
        SignedMessage<Advert> first = drill.Advertised[drill.Id(0)].Message;
        SignedMessage<Advert> second = drill.Consortium.SignedBy(drill.Id(0), first.Content with { Setup = drill.Consortium.Terms(2).Setup });
        AssertInnocent(0, Offence.Equivocation, new Equivocation(Advert.Tag, first.ToBytes(), second.ToBytes(), null));
    }

    [Fact]
    public void Proves_WordsOfTwoSessions_IsFalse()
    {
        SignedMessage<MaskedInput> first = drill.Masked[drill.Id(0)].Message;
        SignedMessage<MaskedInput> second = drill.Consortium.SignedBy(drill.Id(0), first.Content with { Session = default });
        Equivocation evidence = new(MaskedInput.Tag, first.ToBytes(), second.ToBytes(), inputs.Request.Content);
        AssertInnocent(0, Offence.Equivocation, evidence);
        AssertInnocent(0, Offence.Equivocation, evidence with { Request = null });
        AssertInnocent(0, Offence.Equivocation, evidence with { Request = inputs.Request.Content with { Setup = default } });
    }

    [Fact]
    public void Proves_AWordThatAnotherSigned_IsFalse()
    {
        SignedMessage<Advert> first = drill.Advertised[drill.Id(0)].Message;
        SignedMessage<Advert> second = drill.Consortium.SignedBy(drill.Id(1), first.Content with { SelfMask = default });
        AssertInnocent(0, Offence.Equivocation, new Equivocation(Advert.Tag, first.ToBytes(), second.ToBytes(), null));
    }

    [Fact]
    public void Proves_ComplaintsOfTwoDealers_IsFalse()
    {
        byte[] About(int dealer) => drill.Consortium
            .SignedBy(drill.Id(0), new Complaint(drill.Terms.Setup, drill.Id(0), drill.Id(dealer), hold.List.Content.Hash)).ToBytes();
        AssertInnocent(0, Offence.Equivocation, new Equivocation(Complaint.Tag, About(1), About(2), null));
    }

    [Fact]
    public void Proves_EvidenceOfAnotherKindOrNone_IsFalse()
    {
        AssertInnocent(0, Offence.FalseDeal, ShareOf(0, 1));
        Assert.False(Evidence.Proves(new Conviction(drill.Terms.Round, drill.Id(0), Offence.FalseShare, [1, 2, 3]), drill.Terms));
    }

    [Fact]
    public void Proves_InAnotherAttempt_IsFalse()
    {
        AdvertStage stage = drill.Begin();
        SignedMessage<Advert> advert = drill.Advertised[drill.Id(0)].Message;
        stage.Take(advert);
        stage.Take(drill.Consortium.SignedBy(drill.Id(0), advert.Content with { SelfMask = default }));
        Conviction conviction = Assert.Single(stage.Convictions);
        Assert.True(Evidence.Proves(conviction, drill.Terms));
        Assert.False(Evidence.Proves(conviction, drill.Consortium.Terms(attempt: 2)));
        Assert.False(Evidence.Proves(conviction with { Round = drill.Consortium.Terms(attempt: 2).Round }, drill.Consortium.Terms(attempt: 2)));
        Assert.False(Evidence.Proves(conviction with { Member = drill.Id(1) }, drill.Terms));
    }

    private HeldShare Leaf(int dealer, int holder) => TestDealing.ShareFor(drill.Terms.Setup, drill.Dealt[drill.Id(dealer)].Message, holder);

    private FalseShare ShareOf(int holder, int dealer) => new(Lists, Leaf(dealer, holder), drill.Unmasked[drill.Id(holder)].Message);

    private FalseDeal DealOf(int dealer, ShareKind kind, params int[] holders) => new(
        adverts, drill.Dealt[drill.Id(dealer)].Message.Deal, kind, [.. holders.Select(holder => Leaf(dealer, holder))],
        [.. holders.SelectMany(holder => drill.Unmasked[drill.Id(holder)].Message.Content.ShareAt(dealer).ToArray())]);

    private FalseTags TagsOf(int member) => new(Lists, drill.Checked[drill.Id(member)].Message, recovery.SelfMasks[member], recovery.Lost);

    private void AssertTagsInnocent(FalseTags evidence, RingVector masked)
    {
        Conviction conviction = new(drill.Terms.Round, drill.Id(0), Offence.FalseTags, SumMessage.Body(evidence));
        Assert.False(Evidence.Proves(conviction, drill.Terms));
        Assert.False(Evidence.Proves(conviction, drill.Terms, drill.Ask, masked, 1));
        Assert.Equal(drill.MaskedOf(drill.Id(0)).Hash, Evidence.VectorOf(conviction));
    }

    private void AssertInnocent<T>(int accused, Offence offence, T evidence)
        where T : class, ISumMessage<T> =>
        Assert.False(Evidence.Proves(new Conviction(drill.Terms.Round, drill.Id(accused), offence, SumMessage.Body(evidence)), drill.Terms));
}
