using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>`fedmat demo --json`, as scripts use it.</summary>
public sealed class DemoTests : IDisposable
{
    private const string Steel = "steel_yield_families.csv";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Demo_AsJson_PrintsExactlyOneDocumentAndLeavesNothing()
    {
        using JsonDocument document = await DemoAsync("--rounds", "6");
        JsonElement demo = document.RootElement;
        Assert.Equal(["members", "rounds", "seconds", "metrics", "release", "prediction"], Keys(demo));
        Assert.Equal((3, 6), (demo.GetProperty("members").GetInt32(), demo.GetProperty("rounds").GetInt32()));
        Assert.True(demo.GetProperty("seconds").GetDouble() > 0);
        AssertMetrics(demo.GetProperty("metrics"));
        AssertRelease(demo.GetProperty("release"));
        AssertPrediction(demo.GetProperty("prediction"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Empty(Processes.With(folder.Path));
    }

    /// <summary>What the whole product is for.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Demo_WithItsDefaults_IsBetterThanTheMeanOfLocalModels(int seed)
    {
        using JsonDocument document = await DemoAsync("--seed", seed.ToString());
        JsonElement metrics = document.RootElement.GetProperty("metrics");
        Assert.InRange(metrics.GetProperty("federated").GetDouble(), 0, metrics.GetProperty("localMean").GetDouble());
    }

    [SharedFact(Steel)]
    public async Task Demo_OnAUsersTable_ReadsTheContractOffItsHeader()
    {
        using JsonDocument document = await DemoAsync("--rounds", "3", "--data", Checkout.Shared(Steel)!);
        Assert.Equal(5, document.RootElement.GetProperty("members").GetInt32());
        Assert.Equal("MPa", document.RootElement.GetProperty("metrics").GetProperty("unit").GetString());
        Assert.Equal(5, document.RootElement.GetProperty("metrics").GetProperty("local").GetArrayLength());
    }

    [Fact]
    public async Task Demo_ToldToStop_LeavesNothing()
    {
        await using Running demo = Running.Fedmat(folder.Path, "demo", "--rounds", "1000");
        await demo.LineAsync("weights", Running.Later);
        await Processes.SignalAsync("INT", demo.Id);
        Assert.Equal(130, await demo.ExitAsync());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Empty(Processes.With(folder.Path));
    }

    private static void AssertMetrics(JsonElement metrics)
    {
        Assert.Equal(["unit", "local", "localMean", "federated", "pooled"], Keys(metrics));
        JsonElement[] local = [.. metrics.GetProperty("local").EnumerateArray()];
        Assert.All(local, member => Assert.Equal(["member", "mae"], Keys(member)));
        Assert.Equal(local.Average(member => member.GetProperty("mae").GetDouble()), metrics.GetProperty("localMean").GetDouble(), 1e-9);
    }

    private static void AssertRelease(JsonElement release)
    {
        Assert.Equal(["id", "sha256", "verified"], Keys(release));
        Assert.True(release.GetProperty("verified").GetBoolean());
        Assert.Matches("^[0-9a-f]{64}$", release.GetProperty("id").GetString());
        Assert.Matches("^[0-9a-f]{64}$", release.GetProperty("sha256").GetString());
    }

    private static void AssertPrediction(JsonElement prediction)
    {
        Assert.Equal(["composition", "value", "unit"], Keys(prediction));
        Assert.Equal(("GaAs", "eV"), (prediction.GetProperty("composition").GetString(), prediction.GetProperty("unit").GetString()));
        Assert.True(double.IsFinite(prediction.GetProperty("value").GetDouble()));
    }

    private async Task<JsonDocument> DemoAsync(params string[] options)
    {
        Finished demo = (await Running.ToEndAsync(folder.Path, ["demo", "--json", .. options])).Expect(0);
        return JsonDocument.Parse(demo.Output);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
