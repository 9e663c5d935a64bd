using FedMat.Learning.Neural;
using FedMat.Materials;
using Xunit.Abstractions;

namespace FedMat.Simulation.Tests;

/// <summary>
/// Errors of the default settings on real data that nobody here wrote (../shared/data): the mean of the members' own models, the federated one,
/// and the one that all rows together give.
/// </summary>
internal sealed record SharedDataComparison(double Local, double Federated, double Pooled)
{
    /// <param name="file">A table with a column for the member.</param>
    /// <param name="rounds">Of each model.</param>
    /// <param name="output">Is told the figures.</param>
    public static SharedDataComparison Of(string file, int rounds, ITestOutputHelper output)
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
        return new SharedDataComparison(local, federated, pooled);
    }
}
