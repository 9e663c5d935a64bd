namespace FedMat.EndToEnd.Tests;

/// <summary>How the hosts behave as processes.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class ProcessTests(KeptDemo kept)
{
    private const string Torch = "libtorch";

    [Fact]
    public async Task Libtorch_IsLoadedByNodesWhenTheyTrainAndNeverByTheCoordinator()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        Assert.All(consortium.Nodes, node => Assert.False(Processes.Maps(node.Id, Torch)));
        string study = await consortium.ProposeAsync(rounds: 2);
        await using Running watch = consortium.Watch(study);
        Assert.Equal(0, await watch.ExitAsync(Running.Later));
        Assert.All(consortium.Nodes, node => Assert.True(Processes.Maps(node.Id, Torch)));
        Assert.False(Processes.Maps(consortium.Coordinator.Id, Torch));
    }

    [Fact]
    public async Task IdleProcesses_ToldToStop_EndWithZero()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        foreach (Running node in consortium.Nodes)
            Assert.Equal(0, await node.TerminateAsync());
        Assert.Equal(0, await consortium.Coordinator.TerminateAsync());
    }

    [Fact]
    public async Task Node_WithoutItsCoordinator_WaitsAndStopsWell()
    {
        await using HandStarted consortium = new(kept);
        Running node = consortium.StartNode(consortium.NodeNames[0]);
        await node.LineAsync("Waiting for https://127.0.0.1");
        Assert.Equal(0, await node.TerminateAsync());
    }
}
