using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

public sealed class FederationTests
{
    private static readonly TorchTrainer Trainer = new(TrainingDevice.Cpu);

    [Fact]
    public void Run_SampleLabs_BeatsTheMeanLab()
    {
        (Table table, DataContract contract) = Examples.Sample();
        Dataset[] labs = [.. table.Distinct("member").Select(member => Dataset.Build(table, contract, member, Split.Train))];
        Dataset test = Dataset.Build(table, contract, null, Split.Test);
        Plan plan = Examples.PlanOf(contract, rounds: 40);
        double federated = Examples.Error(Federation.Run(plan, labs, Trainer), test);
        double local = labs.Average(lab => Examples.Error(Federation.Run(plan, [lab], Trainer), test));
        Assert.Equal(3, labs.Length);
        Assert.True(federated < 0.8 * local, $"federated {federated:0.000}, mean of local {local:0.000}");
    }

    [Fact]
    public void Run_OneMember_TellsEverySumAndEndsDone()
    {
        (Table table, DataContract contract) = Examples.Sample();
        Reports reports = new();
        IModel model = Federation.Run(Examples.PlanOf(contract, rounds: 2), [Dataset.Build(table, contract, null, Split.Train)], Trainer, reports).Model;
        Assert.Equal(["neural.weights", "neural.weights", "scores", "calibration", "done"], reports.Select(report => report.Phase));
        Assert.InRange(reports[^1].HoldOutMae!.Value, 0.01, 10);
        Assert.Equal(contract, model.Contract);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        (Table table, DataContract contract) = Examples.Sample();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Federation.Run(Examples.PlanOf(contract, 1), [Dataset.Build(table, contract)], Trainer, null, 0, source.Token));
    }

    [Fact]
    public void Run_NoMembers_Throws() =>
        Assert.Throws<ArgumentException>(() => Federation.Run(Examples.PlanOf(Examples.Sample().Contract, 1), [], Trainer));

    private sealed class Reports : List<LearnerProgress>, IProgress<LearnerProgress>
    {
        public void Report(LearnerProgress value) => Add(value);
    }
}
