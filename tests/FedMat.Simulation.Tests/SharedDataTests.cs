using FedMat.Learning.Neural;
using FedMat.Materials;
using Xunit.Abstractions;

namespace FedMat.Simulation.Tests;

/// <summary>The default settings on real data that nobody here wrote (../shared/data). Skipped where that is not beside the checkout.</summary>
public sealed class SharedDataTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Run_BandGapsByAnion_FederatedIsWithinAFifthOfPooledAndHalfOfLocal()
    {
        (double local, double federated, double pooled) = Compare("band_gap_anions.csv", 60);
        Assert.True(federated < 0.5 * local);
        Assert.True(federated < 1.2 * pooled);
    }

    [SharedDataFact]
    public void Run_AlloyYieldByFamily_FederatedIsWithinAFifthOfPooledAndHalfOfLocal()
    {
        (double local, double federated, double pooled) = Compare("alloy_yield_families.csv", 60);
        Assert.True(federated < 0.5 * local);
        Assert.True(federated < 1.2 * pooled);
    }

    private (double Local, double Federated, double Pooled) Compare(string file, int rounds)
    {
        TorchTrainer trainer = new(TrainingDevice.Cpu);
        using StreamReader reader = new(Path.Combine(SharedDataFactAttribute.Folder!, file));
        Table table = Table.Read(reader, file);
        DataContract contract = DataContract.Infer(table);
        Dataset[] members = [.. table.Distinct("member").Select(member => Dataset.Build(table, contract, member, Split.Train))];
        Dataset test = Dataset.Build(table, contract, null, Split.Test);
        Protocol.Plan plan = Examples.PlanOf(contract, rounds);
        double local = members.Average(member => Examples.Error(Federation.Run(plan, [member], trainer), test));
        double federated = Examples.Error(Federation.Run(plan, members, trainer), test);
        double pooled = Examples.Error(Federation.Run(plan, [Dataset.Build(table, contract, null, Split.Train)], trainer), test);
        output.WriteLine($"{file}: local {local:0.000}, federated {federated:0.000}, pooled {pooled:0.000}");
        return (local, federated, pooled);
    }
}
