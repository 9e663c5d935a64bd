using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>`fedmat bench`, as scripts use it.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Round_AsJson_PrintsExactlyOneDocumentAndLeavesNothing()
    {
        Finished bench = (await Running.ToEndAsync(folder.Path, "bench", "round", "--members", "3", "--length", "5000", "--rounds", "4", "--json")).Expect(0);
        using JsonDocument document = JsonDocument.Parse(bench.Output);
        JsonElement figures = document.RootElement;
        Assert.Equal(
            ["members", "length", "rounds", "secure", "roundSeconds", "firstRoundSeconds", "nodePeakMB", "coordinatorPeakMB", "nodeBytesUp", "nodeBytesDown", "exact"],
            figures.EnumerateObject().Select(property => property.Name));
        Assert.Equal((3, 5000, 4), (figures.GetProperty("members").GetInt32(), figures.GetProperty("length").GetInt32(), figures.GetProperty("rounds").GetInt32()));
        Assert.True(figures.GetProperty("exact").GetBoolean());
        Assert.All(
            ["roundSeconds", "firstRoundSeconds", "nodePeakMB", "coordinatorPeakMB"],
            (string figure) => Assert.True(figures.GetProperty(figure).GetDouble() > 0, figure));
        Assert.InRange(figures.GetProperty("nodeBytesUp").GetInt64(), 4 * 5000, 3 * 4 * 5000);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "fedmat-*"));
        Assert.Empty(Processes.With(folder.Path));
    }

    [Fact]
    public async Task Round_InWhichANodeDies_SaysWhichAndShowsItsLog()
    {
        await using Running bench = Running.Fedmat(folder.Path, "bench", "round", "--members", "3", "--length", "100", "--rounds", "10000");
        await bench.LineAsync("3 nodes started");
        await Processes.SignalAsync("KILL", Processes.With("bench node", "node-0001", folder.Path).Single());
        Assert.Equal(1, await bench.ExitAsync());
        Assert.Contains("'node-0001' ended by itself; the end of its log:", bench.Errors);
        Assert.Empty(Processes.With(folder.Path));
    }

    [Fact]
    public async Task Nodes_LoadNoLibtorch()
    {
        await using Running bench = Running.Fedmat(folder.Path, "bench", "round", "--members", "3", "--length", "100", "--rounds", "10000");
        await bench.LineAsync("3 nodes started");
        await bench.LineAsync("of 10000 sums", Running.Later);
        IReadOnlyList<int> nodes = Processes.With("bench node", folder.Path);
        Assert.Equal(3, nodes.Count);
        Assert.All(nodes, node => Assert.False(Processes.Maps(node, "libtorch")));
    }
}
