using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

public sealed class MaskedSumTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(100)]
    public void Masks_OfAllMembers_LeaveTheSumAndHideEachVector(int members)
    {
        const int Length = 64;
        MaskedSum masks = new(InMemorySum.Named(members));
        Digest session = masks.NextSession();
        RingVector sum = new(Ring.Bits64, Length);
        for (int member = 0; member < members; member++)
        {
            RingVector vector = new(Ring.Bits64, Length) { [member % Length] = member + 1 };
            Digest plain = vector.Hash;
            masks.Mask(member, vector, session);
            Assert.NotEqual(plain, vector.Hash);
            sum.Add(0, vector.Memory.Span);
        }

        masks.Unmask(sum, session);
        for (int slot = 0; slot < Length; slot++)
            Assert.Equal(Enumerable.Range(0, members).Where(member => member % Length == slot).Sum(member => member + 1), sum[slot]);
    }

    [Fact]
    public void Masks_OfTwoSums_Differ()
    {
        MaskedSum masks = new(InMemorySum.Named(3));
        RingVector first = new(Ring.Bits64, 8);
        RingVector second = new(Ring.Bits64, 8);
        masks.Mask(0, first, masks.NextSession());
        masks.Mask(0, second, masks.NextSession());
        Assert.NotEqual(first.Hash, second.Hash);
    }
}
