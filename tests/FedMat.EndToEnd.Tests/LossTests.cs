using System.Text.Json;
using System.Text.RegularExpressions;

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

    /// <summary>With three members every one is needed to the end of a sum.</summary>
    [Fact]
    public async Task OneOfThree_KilledBetweenUploadAndUnmaskingAndStartedAgain_FinishesItsPart()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        string study = await consortium.ProposeAsync(rounds: 2);
        (string lost, Running other) = (consortium.NodeNames[0], consortium.Nodes[1]);
        await consortium.Coordinator.LineAsync("/1.1 added up");
        await Processes.SignalAsync("STOP", other.Id);
        string attempt = "";
        await consortium.Coordinator.UntilAsync(log => (attempt = OpenAttempt(log, lost, consortium.NodeNames[1])).Length > 0, $"a sum that waits for {lost} and {consortium.NodeNames[1]}");
        await consortium.Nodes[0].KillAsync();
        await Processes.SignalAsync("CONT", other.Id);
        Running again = consortium.StartNode(lost);
        await again.LineAsync($"Round {attempt}: the sum over 3 members is checked");
        await using Running watch = consortium.Watch(study);
        Assert.Equal(0, await watch.ExitAsync(Running.Later));
        Assert.DoesNotContain("failed", consortium.Coordinator.Errors);
        await AssertPredictsAsKeptAsync(consortium);
    }

    [Fact]
    public async Task OneOfFive_LostForGoodBetweenUploadAndUnmasking_HoldsUpOnlyTheExactSum()
    {
        using TemporaryFolder folder = new();
        string[] options = ["--members", "5", "--rounds", "10", "--lose", "iii-v-and-iv", "--go-without", "--keep", folder["kept"]];
        Finished demo = (await Running.ToEndAsync(folder.Path, ["demo", .. options])).Expect(0);
        foreach (string said in new[] { "'iii-v-and-iv' is lost for good", "round  10/10", "lets it go without 'iii-v-and-iv'", "verified" })
            Assert.Contains(said, demo.Errors);
        string log = File.ReadAllText(folder["kept/logs/coordinator.log"]);
        Assert.Contains("added up over 4 members", log);
        Assert.DoesNotContain("failed", log);
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

    /// <summary>An attempt to which one node has contributed and another has not, by the coordinator's log; empty if there is none.</summary>
    private static string OpenAttempt(string log, string has, string hasNot)
    {
        string[] Of(string node) => [.. Regex.Matches(log, $"Attempt (\\S+): {Regex.Escape(node)} contributed").Select(match => match.Groups[1].Value)];
        return Of(has).Except(Of(hasNot)).LastOrDefault("");
    }

    /// <summary>The same plan on the same rows makes the same model, but for the noise of rounding.</summary>
    private async Task AssertPredictsAsKeptAsync(HandStarted consortium)
    {
        string release = Path.Combine(consortium.Work, "release.fedmat");
        string[] from = ["--from", consortium.Downloads, "--certificate", consortium.Certificate, "--root", consortium.Root];
        Finished list = (await Running.ToEndAsync(consortium.Work, ["model", "list", "--json", .. from[..4]])).Expect(0);
        string id = JsonDocument.Parse(list.Output).RootElement[0].GetProperty("id").GetString()!;
        (await Running.ToEndAsync(consortium.Work, ["model", "pull", id, "--out", release, .. from])).Expect(0);
        Assert.Equal(await PredictAsync(kept.Bundle), await PredictAsync(release), 0.01);

        async Task<double> PredictAsync(string bundle)
        {
            Finished predicted = (await Running.ToEndAsync(consortium.Work, "model", "predict", bundle, "GaAs", "--root", consortium.Root, "--json")).Expect(0);
            return JsonDocument.Parse(predicted.Output).RootElement.GetProperty("value").GetDouble();
        }
    }
}
