using FedMat.Cli.Bench;
using FedMat.Cli.Local;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>The study that a bench proposes.</summary>
public sealed class BenchStudyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Plan_NamesAllNodesAndKeepsItsOwnRules()
    {
        using LocalConsortium consortium = LocalConsortium.Create(folder.Path, Enumerable.Range(0, 4).Select(BenchStudy.NameOf), new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        Plan plan = BenchStudy.Plan(consortium, length: 12, rounds: 3);
        Assert.Equal(consortium.Nodes.Select(node => node.Id), plan.Members);
        Assert.Equal("""{"name":"bench","length":12}""", plan.Learner.Text);
        Assert.Equal(4, plan.Contribute.Quorum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(BenchNumbers.MostMembers - 1)]
    public void Rows_OfAMember_HoldItsIndex(int index) => Assert.Equal([index, index], BenchPlans.Rows(index).X);
}
