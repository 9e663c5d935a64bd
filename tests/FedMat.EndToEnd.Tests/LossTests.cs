namespace FedMat.EndToEnd.Tests;

/// <summary>Processes are killed in the middle of a round and started again; the study ends in a release.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class LossTests(KeptDemo kept)
{
    [Fact]
    public async Task Node_KilledInARoundAndStartedAgain_EndsInARelease()
    {
        using TemporaryFolder folder = new();
        await using Running demo = Running.Fedmat(folder.Path, "demo", "--rounds", "30", "--keep", folder["kept"]);
        await demo.RoundAsync(3, of: 30);
        string config = Directory.GetFiles(folder["kept/nodes"], "node.json", SearchOption.AllDirectories).Order().First();
        await Processes.SignalAsync("KILL", Processes.With("node run", config).Single());
        await demo.LineAsync("was killed");
        await using Running again = Running.Fedmat(folder.Path, "node", "run", "--config", config);
        Assert.Equal(0, await demo.ExitAsync(Running.Later));
        Assert.Contains("round  30/30", demo.Errors);
        Assert.Contains("verified", demo.Errors);
    }

    [Fact]
    public async Task DemosCoordinator_Killed_EndsTheDemoWithAWord()
    {
        using TemporaryFolder folder = new();
        await using Running demo = Running.Fedmat(folder.Path, "demo", "--rounds", "1000");
        await demo.RoundAsync(1, of: 1000);
        await Processes.SignalAsync("KILL", Processes.With("coordinator run", folder.Path).Single());
        Assert.Equal(1, await demo.ExitAsync());
        Assert.Contains("'coordinator' ended", demo.Errors);
        Assert.Empty(Processes.With(folder.Path));
        // A killed process leaves its runtime's pipes behind.
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "fedmat-*"));
    }

    [Fact]
    public async Task Coordinator_KilledInARoundAndStartedAgain_CompletesTheStudy()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        string study = await consortium.ProposeAsync(rounds: 30);
        await using Running before = consortium.Watch(study);
        await before.RoundAsync(3, of: 30);
        await consortium.Coordinator.KillAsync();
        Assert.Equal(1, await before.ExitAsync());
        await consortium.StartCoordinatorAsync();
        await consortium.ConnectedAsync();
        await using Running after = consortium.Watch(study);
        Assert.Equal(0, await after.ExitAsync(Running.Later));
        Assert.Contains("completed: release", after.Output);
    }

    [Fact]
    public async Task AllProcesses_ToldToStopInARound_EndWellAndGoOnLater()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        string study = await consortium.ProposeAsync(rounds: 30);
        await using Running before = consortium.Watch(study);
        await before.RoundAsync(3, of: 30);
        int[] codes = await Task.WhenAll(consortium.Nodes.Append(consortium.Coordinator).Select(process => process.TerminateAsync()));
        Assert.Equal([0, 0, 0, 0], codes);
        await consortium.StartAsync();
        await using Running after = consortium.Watch(study);
        Assert.Equal(0, await after.ExitAsync(Running.Later));
    }
}
