using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Materials.Tests.Readiness;

/// <summary>What holds for any rows, in two hundred seeded cases each.</summary>
public sealed class ReadinessPropertyTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(4, 11);
    private static readonly Arbitrary<int[]> Numbers = ArbMap.Default.ArbFor<int[]>();

    [Fact]
    public void Counts_AddUpToTheRows() => Check.One(Seeded, Prop.ForAll(Numbers, numbers =>
    {
        var report = Samples.Check(Rows(numbers));
        Assert.Equal(report.Rows, report.Used + report.LeftOut.Sum(left => left.Rows));
        Assert.Equal(report.Used, report.Target.Bins?.Counts.Sum() ?? 0);
        Assert.Equal(report.Used, report.ElementsPerRow.Sum(count => count.Rows));
        Assert.Equal(report.Used, report.Inputs[1].Missing + (report.Inputs[1].Figures?.Count ?? 0));
        Assert.InRange(report.Duplicates.Rows, 2 * report.Duplicates.Sets, report.Used);
    }));

    [Fact]
    public void Findings_DoNotDependOnTheOrderOfTheRows() => Check.One(Seeded, Prop.ForAll(Numbers, numbers =>
        Assert.Equal(Samples.Check(Rows(numbers)).Findings, Samples.Check([.. Rows(numbers).Reverse()]).Findings)));

    private static SampleRecord[] Rows(int[] numbers) =>
    [
        .. numbers.Select((number, row) => Samples.Row(
            row, Math.Abs(number % 7) * 10, $"Fe{1 + Math.Abs(number % 3)}Cr", number % 5 == 0 ? null : Math.Abs(number % 4), heat: $"{number % 3}",
            split: number % 6 == 0 ? "test" : null)),
    ];
}
