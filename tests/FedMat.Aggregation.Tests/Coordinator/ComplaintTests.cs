using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Bad envelopes, true and false complaints, and what dealers open.</summary>
public sealed class ComplaintTests
{
    private readonly Drill drill = new(new Consortium(10));
    private readonly HoldStage stage;

    /// <summary>Member 0 seals nonsense for member 1; what it signed of the shares is right.</summary>
    public ComplaintTests()
    {
        DealStage dealing = drill.Advertise();
        Dealing honest = drill.Advertised[drill.Id(0)].Deal(dealing.List).OrThrow().Message;
        Dealing bad = honest.With(honest.Shares[1] with { Envelope = new byte[honest.Shares[1].Envelope.Length] }, 1, drill.Consortium.KeyOf(drill.Id(0)));
        stage = drill.Deal(dealing, new Dictionary<MemberId, Dealing> { [drill.Id(0)] = bad });
    }

    [Fact]
    public void Complaint_ThatIsTrue_StopsTheAttemptUntilTheDealerOpens()
    {
        SignedMessage<Complaint> complaint = Complain(1);
        TakeHoldings(except: [0, 1]);
        Assert.Equal(complaint, Assert.Single(stage.OpenComplaints));
        Assert.False(stage.IsEnough);
        Refused.As(RefusalCode.ShareInvalid, stage.Request(Drill.State, drill.Ask));

        SignedMessage<Opening> opening = Open(complaint);
        Assert.Null(stage.Take(opening));
        Assert.Null(stage.Take(opening));
        Assert.Empty(stage.OpenComplaints);
        Dealt holder = drill.Dealt[drill.Id(1)];
        Assert.Null(stage.Take(holder.Hold(stage.List, stage.SharesFor(drill.Id(1)), [opening]).Held!.Message));
        Assert.True(stage.Request(Drill.State, drill.Ask).IsGiven);
        Assert.Empty(stage.Convictions);
    }

    [Fact]
    public void Complaint_ThatIsFalse_ConvictsNobody()
    {
        SignedMessage<Complaint> complaint = Complaint(2);
        Assert.Null(stage.Take(complaint));
        Assert.Null(stage.Take(Open(complaint)));
        TakeHoldings(except: [0, 1]);
        Assert.True(stage.IsEnough);
        Assert.Empty(stage.Convictions);
    }

    /// <summary>One true share beside a false one does not help.</summary>
    [Theory]
    [InlineData(ShareKind.SelfMask)]
    [InlineData(ShareKind.MaskKey)]
    public void Opening_ThatMissesTheLeaf_ConvictsTheDealerAndEndsTheAttempt(ShareKind wrong)
    {
        Opening honest = Open(Complain(1)).Content;
        SignedMessage<Opening> lie = drill.Consortium.SignedBy(
            drill.Id(0), wrong == ShareKind.SelfMask ? honest with { SelfMask = new byte[32] } : honest with { MaskKey = new byte[32] });
        TakeHoldings(except: [0, 1]);
        Refusals.Is(RefusalCode.MemberConvicted, stage.Take(lie));
        drill.Convicts(drill.Id(0), Offence.FalseOpening, stage.Convictions);
        Assert.Single(stage.OpenComplaints);
        Refused.As(RefusalCode.MemberConvicted, stage.Request(Drill.State, drill.Ask));
    }

    [Fact]
    public void Complaints_BeyondTheCorrupt_AreNotPassedOnAndLeaveTheHolderOut()
    {
        int corrupt = drill.Terms.Thresholds.Corrupt;
        for (int holder = 1; holder <= corrupt + 2; holder++)
            Assert.Null(stage.Take(Complaint(holder)));
        Assert.Equal(corrupt, stage.OpenComplaints.Count);
        Assert.Equal([drill.Id(corrupt + 1), drill.Id(corrupt + 2)], stage.LeftOut);
        Assert.DoesNotContain(drill.Id(corrupt + 1), stage.Missing);
        Holding holding = new(drill.Terms.Setup, drill.Id(corrupt + 1), stage.List.Content.Hash);
        Refusals.Is(RefusalCode.NotOnTheList, stage.Take(drill.Consortium.SignedBy(holding.Member, holding)));
        Refusals.Is(RefusalCode.NotOnTheList, stage.Take(Complaint(corrupt + 1, dealer: 9)));
    }

    [Fact]
    public void Complaint_OfAHolderThatIsLeftOut_IsNotWaitedFor()
    {
        Assert.Null(stage.Take(Complaint(5, dealer: 9)));
        for (int holder = 1; holder <= 3; holder++)
            stage.Take(Complaint(holder));
        Assert.Null(stage.Take(Complaint(5)));
        Assert.DoesNotContain(stage.OpenComplaints, complaint => complaint.Content.Member == drill.Id(5));
    }

    [Fact]
    public void Complaint_AmongThree_LeavesTheHolderOut()
    {
        Drill three = new(new Consortium(3));
        HoldStage small = three.Deal(three.Advertise());
        Complaint complaint = new(three.Terms.Setup, three.Id(1), three.Id(0), small.List.Content.Hash);
        Assert.Null(small.Take(three.Consortium.SignedBy(three.Id(1), complaint)));
        Assert.Empty(small.OpenComplaints);
        Assert.Equal([three.Id(1)], small.LeftOut);
    }

    [Fact]
    public void Complaint_AfterHolding_IsRefused()
    {
        stage.Take(drill.Hold(stage, drill.Id(2)).Held!.Message);
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(Complaint(2)));
    }

    [Fact]
    public void Complaint_OfOneself_IsRefused() => Refusals.Is(RefusalCode.NotOnTheList, stage.Take(Complaint(0)));

    [Fact]
    public void Complaint_ForAnotherListOfDealers_IsRefused() => Refusals.Is(
        RefusalCode.SetupForeign, stage.Take(drill.Consortium.SignedBy(drill.Id(2), Complaint(2).Content with { Dealers = default })));

    [Fact]
    public void Complaint_OfAnotherSetup_IsRefused() => Refusals.Is(
        RefusalCode.SetupForeign, stage.Take(drill.Consortium.SignedBy(drill.Id(2), Complaint(2).Content with { Setup = default })));

    [Fact]
    public void Complaint_UnderAnothersSignature_IsRefused() =>
        Refusals.Is(RefusalCode.SignatureInvalid, stage.Take(drill.Consortium.SignedBy(drill.Id(3), Complaint(2).Content)));

    [Fact]
    public void Opening_ThatNobodyAskedFor_IsRefused() => Refusals.Is(RefusalCode.NotOnTheList, stage.Take(Open(Complaint(1))));

    [Fact]
    public void Opening_UnderAnothersSignature_IsRefused()
    {
        Opening opening = Open(Complain(1)).Content;
        Refusals.Is(RefusalCode.SignatureInvalid, stage.Take(drill.Consortium.SignedBy(drill.Id(3), opening)));
        Assert.Single(stage.OpenComplaints);
    }

    [Fact]
    public void Opening_OfAnotherSetup_IsRefused()
    {
        Opening opening = Open(Complain(1)).Content with { Setup = default };
        Refusals.Is(RefusalCode.SetupForeign, stage.Take(drill.Consortium.SignedBy(drill.Id(0), opening)));
    }

    [Fact]
    public void Opening_OfAnotherDeal_IsRefused()
    {
        Opening opening = Open(Complain(1)).Content with { Deal = drill.Dealt[drill.Id(1)].Message.Deal.Hash };
        Refusals.Is(RefusalCode.SetupForeign, stage.Take(drill.Consortium.SignedBy(drill.Id(0), opening)));
        Assert.Empty(stage.Convictions);
    }

    /// <summary>As the holder finds cause to.</summary>
    private SignedMessage<Complaint> Complain(int holder)
    {
        SignedMessage<Complaint> complaint = Assert.Single(drill.Hold(stage, drill.Id(holder)).Complaints!);
        Assert.Null(stage.Take(complaint));
        return complaint;
    }

    private SignedMessage<Complaint> Complaint(int holder, int dealer = 0) => drill.Consortium.SignedBy(
        drill.Id(holder), new Complaint(drill.Terms.Setup, drill.Id(holder), drill.Id(dealer), stage.List.Content.Hash));

    /// <summary>The right shares, opened as those of the deal with the bad envelope.</summary>
    private SignedMessage<Opening> Open(SignedMessage<Complaint> complaint)
    {
        Opening opening = drill.Dealt[drill.Id(0)].Open(complaint, []).OrThrow().Content;
        Digest deal = stage.List.Content.Deals.Single(each => each.Content.Member == drill.Id(0)).Hash;
        return drill.Consortium.SignedBy(drill.Id(0), opening with { Deal = deal });
    }

    private void TakeHoldings(int[] except)
    {
        for (int place = 0; place < 10; place++)
        {
            if (!except.Contains(place))
                Assert.Null(stage.Take(drill.Hold(stage, drill.Id(place)).Held!.Message));
        }
    }
}
