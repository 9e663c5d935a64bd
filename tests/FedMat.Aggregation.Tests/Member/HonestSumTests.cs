using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class HonestSumTests
{
    private static readonly Digest Next = Digest.Of("next"u8);

    public static TheoryData<int, int[], Ring> Losses() => new()
    {
        { 3, [], Ring.Bits32 },
        { 3, [], Ring.Bits64 },
        { 4, [], Ring.Bits64 },
        { 4, [0], Ring.Bits32 },
        { 5, [4], Ring.Bits64 },
        { 5, [2], Ring.Bits32 },
        { 10, [0, 5, 9], Ring.Bits32 },
        { 10, [3], Ring.Bits64 },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Sum_OfTheSurvivors_IsTheIntegerSum(int members, int[] lost, Ring ring)
    {
        HonestSum sum = new(new Consortium(members), lost, ring);

        RingVector total = sum.Sum;

        for (int slot = 0; slot < sum.Ask.Length; slot++)
            Assert.Equal(sum.Survivors.Sum(i => sum.Vectors[i][slot]), total[slot]);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Sum_CheckedByEverySurvivor_IsAccepted(int members, int[] lost, Ring ring)
    {
        HonestSum sum = new(new Consortium(members), lost, ring);

        foreach (Checked state in sum.Checked)
        {
            Accepted accepted = state.Accept(sum.CheckList, new Dictionary<MemberId, RingVector>(), 1).OrThrow();
            Acceptance acceptance = accepted.Sign(Next).Content;
            Assert.Equal(
                new Acceptance(sum.Terms.Round, state.Message.Content.Member, sum.Session, sum.SurvivorList.Content.Hash, sum.Sum.Hash, Next), acceptance);
        }
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 3)]
    public void LostMember_WithItsShares_HelpsToOpenTheSum(int members, int lost)
    {
        HonestSum sum = new(new Consortium(members), [lost]);

        UnmaskAnswer answer = sum.Held[lost].Unmask(sum.UnmaskRequest, HonestSum.State, sum.Ask.Hash).OrThrow().Content;

        int threshold = sum.Terms.Thresholds.Sharing;
        int[] others = [.. sum.Survivors.Take(threshold - 1)];
        ShareRecovery recovery = new([.. others, lost]);
        foreach (int dealer in Enumerable.Range(0, members))
        {
            byte[] secret = recovery.Recover(
                [.. sum.Unmasked.Take(threshold - 1).Select(state => state.Message.Content.ShareAt(dealer)), answer.ShareAt(dealer)]);
            Assert.Equal(sum.SecretOf(dealer, dealer == lost ? 1 : 2), secret);
        }
    }

    [Fact]
    public void MaskedVector_OfOneMember_IsNotItsVectorUnderTheMasksOfAnyOneKind()
    {
        HonestSum sum = new(new Consortium(3));

        RingVector self = HonestSum.Copy(sum.Vectors[0]);
        MaskStream.Add(
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(self.Memory), 32,
            [SumKeys.SelfMask(sum.SecretOf(0, 2), sum.Session, sum.Id(0))], 1);

        Assert.NotEqual(sum.Vectors[0].Hash, sum.Masked[0].Vector.Hash);
        Assert.NotEqual(self.Hash, sum.Masked[0].Vector.Hash);
    }

    [Fact]
    public void Answers_ForOneDealer_AreOfOneKind()
    {
        HonestSum sum = new(new Consortium(4), [2]);
        TestRecovery recovery = new(sum);

        Assert.Equal(sum.SecretOf(0, 2), recovery.SecretOf(0));
        Assert.Equal(sum.SecretOf(2, 1), recovery.SecretOf(2));
    }
}
