using Xunit.Abstractions;

namespace FedMat.Simulation.Tests;

public sealed class BandGapTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Run_BandGapsByAnion_FederatedIsWithinAFifthOfPooledAndHalfOfLocal()
    {
        SharedDataComparison errors = SharedDataComparison.Of("band_gap_anions.csv", 30, output);
        Assert.True(errors.Federated < 0.5 * errors.Local);
        Assert.True(errors.Federated < 1.2 * errors.Pooled);
    }
}
