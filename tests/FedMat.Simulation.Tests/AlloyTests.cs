using Xunit.Abstractions;

namespace FedMat.Simulation.Tests;

public sealed class AlloyTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Run_AlloyYieldByFamily_FederatedIsWithinAFifthOfPooledAndHalfOfLocal()
    {
        SharedDataComparison errors = SharedDataComparison.Of("alloy_yield_families.csv", 60, output);
        Assert.True(errors.Federated < 0.5 * errors.Local);
        Assert.True(errors.Federated < 1.2 * errors.Pooled);
    }
}
