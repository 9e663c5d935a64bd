using FedMat.Cli.Bench;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Tests;

/// <summary>Plans and rows of a bench, without keys or files.</summary>
internal static class BenchPlans
{
    public static Plan Of(int members, int length, int rounds) => new(
        Plan.CurrentFormat, "bench", "test", default, MemberId.Create(), [.. Enumerable.Range(0, members).Select(_ => MemberId.Create())], 2,
        JsonText.Parse(BenchStudy.Contract.ToJson()), JsonText.Parse($$"""{"name":"bench","length":{{length}}}"""),
        rounds, 0, 0.5, 2, 1, 1, new StageLimits(members, 60, 1, 1), ReleaseTerms.Unpublished);

    /// <summary>A member's rows, as its node reads them.</summary>
    public static Dataset Rows(int index) =>
        Dataset.Build(Table.Read(new StringReader(BenchStudy.Table(index)), "data.csv"), BenchStudy.Contract);
}
