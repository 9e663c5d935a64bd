namespace FedMat.Protocol.Tests;

public sealed class ThresholdsTests
{
    /// <summary>By hand: f = ⌈n/3⌉ - 1, T = t = ⌊2n/3⌋ + 1, survivors = max(T, m + f).</summary>
    [Theory]
    [InlineData(3, 2, 0, 3, 3)]
    [InlineData(4, 2, 1, 3, 3)]
    [InlineData(4, 3, 1, 3, 4)]
    [InlineData(5, 2, 1, 4, 4)]
    [InlineData(6, 2, 1, 5, 5)]
    [InlineData(7, 2, 2, 5, 5)]
    [InlineData(10, 2, 3, 7, 7)]
    [InlineData(10, 5, 3, 7, 8)]
    [InlineData(100, 2, 33, 67, 67)]
    public void Thresholds_OfAPlan_AreThoseOfTheProtocol(int members, int minimum, int corrupt, int signing, int survivors)
    {
        Thresholds thresholds = new(members, minimum);
        Assert.Equal((corrupt, signing, signing, survivors), (thresholds.Corrupt, thresholds.Sharing, thresholds.Signing, thresholds.Survivors));
    }

    /// <summary>What the proofs rest on, for every plan that is allowed.</summary>
    [Fact]
    public void Thresholds_OfEveryPlan_KeepTheBounds()
    {
        for (int n = Plan.FewestMembers; n <= 300; n++)
        {
            for (int m = 2; m <= new Thresholds(n, 2).LargestMinimum; m++)
            {
                Thresholds thresholds = new(n, m);
                Assert.True(3 * thresholds.Corrupt < n && 3 * (thresholds.Corrupt + 1) >= n);
                Assert.True((2 * thresholds.Signing) - n > thresholds.Corrupt, "two lists have an honest signer in common");
                Assert.True(thresholds.Sharing <= n - thresholds.Corrupt, "the honest suffice to recover");
                Assert.True(thresholds.Survivors - thresholds.Corrupt >= m && thresholds.Survivors <= n);
            }
        }
    }
}
