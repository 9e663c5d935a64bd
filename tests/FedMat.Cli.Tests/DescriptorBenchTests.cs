using FedMat.Cli.Bench;

namespace FedMat.Cli.Tests;

/// <summary>Descriptors of many compositions, measured in this process.</summary>
public sealed class DescriptorBenchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public void Run_AnyNumberOfRows_ChecksThemAndMeasures(int rows) =>
        Assert.True(DescriptorBench.Run(rows, processors: 2, CancellationToken.None).CompositionsPerSecond > 0);

    [Fact]
    public void Rows_OfABench_HaveTwoToNineElements() =>
        Assert.Equal(Enumerable.Range(2, 8), Enumerable.Range(0, 800).Select(row => DescriptorBench.Row(row).Amounts.Count).Distinct().Order());

    [Fact]
    public void Document_HasTheShapeThatScriptsRead() =>
        Assert.Equal("""{"compositionsPerSecond":1234567}""", new DescriptorFigures(1_234_567).ToJson());
}
