using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>A holder whose complaint was one too many is in U2 and still has no part in the sum.</summary>
public sealed class LeftOutTests
{
    private readonly Drill drill = new(new Consortium(10));
    private readonly InputStage inputs;

    public LeftOutTests()
    {
        HoldStage hold = drill.Deal(drill.Advertise());
        for (int holder = 6; holder <= 9; holder++)
        {
            Complaint complaint = new(drill.Terms.Setup, drill.Id(holder), drill.Id(0), hold.List.Content.Hash);
            SignedMessage<Complaint> signed = drill.Consortium.SignedBy(drill.Id(holder), complaint);
            Assert.Null(hold.Take(signed));
            if (hold.OpenComplaints.Contains(signed))
                Assert.Null(hold.Take(drill.Dealt[drill.Id(0)].Open(signed, []).OrThrow()));
        }

        inputs = drill.Hold(hold, 9);
    }

    [Fact]
    public void Input_OfAMemberThatIsLeftOut_IsRefused()
    {
        MaskedInput input = new(inputs.Session, drill.Id(9), drill.Ask.Length, default, 1);
        Refusals.Is(RefusalCode.ContributionForeign, inputs.Take(drill.Consortium.SignedBy(drill.Id(9), input)));
        Assert.DoesNotContain(drill.Id(9), inputs.Missing);
    }

    [Fact]
    public void Sum_WithoutAMemberThatIsLeftOut_IsExact()
    {
        SumRecovery recovery = drill.Unmask(drill.Agree(drill.Mask(inputs)));
        Assert.Equal(drill.SumOf(drill.Consortium.Ids.Take(9)).Memory.ToArray(), drill.Sum(recovery).Memory.ToArray());
        Assert.Equal([drill.Id(9)], recovery.Lost.Select(secret => secret.Member));
    }
}
