using FedMat.Cli.Bench;
using FedMat.Materials;

namespace FedMat.Cli.Tests;

/// <summary>The secure sum's arithmetic, measured in this process.</summary>
public sealed class SumBenchTests
{
    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(4, 10, 1)]
    [InlineData(7, 30, 2)]
    public void Run_ChecksItsSumsAndMeasuresBothSides(int members, int percent, int dropped)
    {
        SumFigures figures = SumBench.Run(members, 40, percent, CancellationToken.None);
        Assert.Equal((members, 40, dropped, true), (figures.Members, figures.Length, figures.Dropped, figures.Exact));
        Assert.True(figures.NodeSeconds > 0);
        Assert.True(figures.CoordinatorSeconds > 0);
    }

    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(10, 1, 1)]
    [InlineData(100, 10, 10)]
    [InlineData(100, 33, 33)]
    public void Percent_IsOfAllMembersAndAtLeastOne(int members, int percent, int dropped) => Assert.Equal(dropped, SumBench.Dropped(members, percent));

    [Theory]
    [InlineData(3, 1)]
    [InlineData(100, 34)]
    public void MoreLostThanASumAllows_IsTheUsersMistake(int members, int percent) =>
        Assert.Contains("can be lost", Assert.Throws<InputException>(() => SumBench.Dropped(members, percent)).Message);

    [Theory]
    [InlineData(100, 1000, 400_000)]
    [InlineData(1000, 100_000_000, 400_000_000_000)]
    public void Vectors_ThatFitIntoMemory_AreTaken(int members, int length, long available) => VectorRoom.Require(members, length, available);

    [Fact]
    public void Vectors_LargerThanMemory_AreTheUsersMistake()
    {
        InputException error = Assert.Throws<InputException>(() => VectorRoom.Require(1000, 100_000_000, 24_000_000_000));
        Assert.Contains("400 GB", error.Message);
        Assert.Contains("24 GB", error.Message);
        Assert.Contains("--length", error.Message);
    }

    [Fact]
    public void Memory_OfThisMachine_IsKnown() => VectorRoom.Require(1, 1);

    [Fact]
    public void Document_HasTheShapeThatScriptsRead() => Assert.Equal(
        """{"members":100,"length":1000000,"dropped":1,"nodeSeconds":0.4,"coordinatorSeconds":0.9,"exact":true}""",
        new SumFigures(100, 1_000_000, 1, 0.4, 0.9, Exact: true).ToJson());

    [Fact]
    public void Ask_HoldsTheSumOfAsManyMembersAsThereMayBe() => Assert.True(BenchNumbers.Ask(1).Holds(BenchNumbers.MostMembers));
}
