using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

/// <summary>What `fedmat simulate` finds, on the sample of three labs and a learner that is quick.</summary>
public sealed class SimulatorTests
{
    private static readonly SimulationSettings Quick = SimulationSettings.Usual with { Learner = JsonText.Parse("""{"name":"ridge","features":0}""") };

    [Fact]
    public void Run_SampleLabs_MeasuresEveryModelOfEveryMember()
    {
        SimulationFigures figures = Run(Quick).Figures;
        Assert.Equal(3, figures.Members.Count);
        Assert.All(figures.Members, member =>
        {
            Assert.True(member.TestRows > 0 && member.LocalMae > 0 && member.LocalOwnMae > 0 && member.FederatedOwnMae > 0 && member.PersonalOwnMae > 0);
            Assert.Contains(member.Advice, new[] { "local", "federated", "personal" });
        });
        Assert.Equal(figures.Members.Average(member => member.LocalMae!.Value), figures.Local.Mae!.Value, 1e-9);
        Assert.InRange(figures.Coverage90!.Value, 0.8, 1);
        Assert.Equal(1, figures.Weights.Values.Sum(), 1e-9);
    }

    [Fact]
    public void Run_ExactLearnerWithoutGroups_LearnsWhatThePooledOneDoes()
    {
        SimulationFigures figures = Run(Quick with { MinimumCell = 1 }).Figures;
        Assert.Equal(figures.Pooled.Mae, figures.Federated.Mae);
    }

    [Fact]
    public void Run_LeavingOut_MeasuresEachMemberByTheOthers()
    {
        SimulationFigures figures = Run(Quick, leaveOut: true, compare: false).Figures;
        Assert.All(figures.Members, member => Assert.True(member.LeftOutMae > 0));
        Assert.Null(figures.Local.Mae);
    }

    [Fact]
    public void Of_ATableWithoutTheMembersColumn_SaysWhichItHas()
    {
        (Table table, DataContract contract) = Examples.Sample();
        InputException error = Assert.Throws<InputException>(() => SimulationData.Of(table, contract, "lab"));
        Assert.Contains("'lab'", error.Message);
        Assert.Contains("composition", error.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"rounds":"many"}""")]
    [InlineData("{")]
    public void With_WhatIsNoPlan_IsABadInput(string json) =>
        Assert.Equal("plan.json", Assert.Throws<InputException>(() => SimulationSettings.Usual.With(json, "plan.json")).Source);

    private static SimulationResult Run(SimulationSettings settings, bool leaveOut = false, bool compare = true)
    {
        (Table table, DataContract contract) = Examples.Sample();
        Simulator simulator = new(SimulationData.Of(table, contract, "member"), settings, new TorchTrainer(TrainingDevice.Cpu), new Silent());
        return simulator.Run("sample", drop: 0, leaveOut, compare, CancellationToken.None);
    }

    private sealed class Silent : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value)
        {
        }
    }
}
