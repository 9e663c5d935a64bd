using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;

namespace FedMat.Node.Tests;

/// <summary>What a whole node writes down of what it says and sends.</summary>
public sealed class NodeLedgerTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public NodeLedgerTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Round_ToItsEnd_EveryWordAndTheVectorAreInTheLedger()
    {
        Upload upload = await RunAsync();
        using NodeView view = NodeView.Open(consortium.StateFolder)!;
        List<StoredEgress> lines = [.. view.Egress(plan.Content.Id)];
        string[] stages = ["advert", "dealing", "holding", "agreement", "answer", "tags", "acceptance"];
        Assert.Empty(stages.Except(lines.Where(line => line.Entry.Kind == EgressKind.Word).Select(line => line.Entry.Stage)));
        NewEgress vector = Assert.Single(lines, line => line.Entry.Kind == EgressKind.Vector).Entry;
        Assert.Equal((Digest.Of(upload.Bytes), upload.Bytes.Length), (vector.Payload, vector.Bytes));
        Assert.Equal((1, 1), (vector.Round, vector.Attempt));
    }

    [Fact]
    public async Task Round_ToItsEnd_TheLedgerHoldsWithTheReceipt()
    {
        await RunAsync();
        using NodeView view = NodeView.Open(consortium.StateFolder)!;
        LedgerReport report = LedgerCheck.Run(view, consortium.Root.Public, anchor: null);
        Assert.Equal((1, 1), (report.Vectors, report.Receipts));
    }

    private async Task<Upload> RunAsync()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(plan.ToNews());
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(attempt.Opened());
        TestRun run = new(script, attempt);
        await run.ToAsync(TestRun.Last);
        await node.LoggedAsync(Event.SumAccepted);
        return run.Upload!;
    }
}
