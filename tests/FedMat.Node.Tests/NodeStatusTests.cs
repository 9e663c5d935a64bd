using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Agreements;
using FedMat.Wire;

namespace FedMat.Node.Tests;

/// <summary>How a node stands, told beside it.</summary>
public sealed class NodeStatusTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly TestConsortium consortium = new();
    private readonly Script script;

    public NodeStatusTests() => script = new Script(consortium.CoordinatorKey);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Read_ANodeThatNeverRan_SaysHowToStartIt()
    {
        NodeSituation situation = await ReadAsync();
        Assert.False(situation.IsRunning);
        Assert.Null(situation.Roster);
        Assert.Contains("fedmat node run --config my.json", Assert.Single(NextSteps.Of(situation, "my.json", Now)));
    }

    [Fact]
    public async Task Read_ARunningNode_SaysSinceWhenItIsConnected()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        NodeSituation situation = await SituationAsync(now => now.Process?.Connection == Connection.Connected);
        Assert.True(situation.IsRunning);
        Assert.Equal(Environment.ProcessId, situation.Process!.Process);
        Assert.Equal(1, situation.Roster!.Number);
        Assert.Equal(consortium.Self.Id, situation.Self!.Id);
        Assert.Empty(NextSteps.Of(situation, "my.json", Now));
    }

    [Fact]
    public async Task Read_ANodeWithoutACoordinator_GivesTheReason()
    {
        CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await coordinator.DisposeAsync();
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        NodeSituation situation = await SituationAsync(now => now.Process?.Connection == Connection.Waiting);
        Assert.NotEmpty(situation.Process!.Reason);
        Assert.NotNull(situation.Process.NextTry);
        Assert.Contains("fedmat node doctor", Assert.Single(NextSteps.Of(situation, "my.json", Now)));
    }

    [Fact]
    public async Task Read_ANodeThatWasStopped_IsNotRunning()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime()))
            await node.LoggedAsync(Event.Connected);
        NodeSituation situation = await ReadAsync();
        Assert.Equal((false, Connection.Stopped), (situation.IsRunning, situation.Process!.Connection));
    }

    [Fact]
    public async Task Read_ARound_ShowsTheStudyTheStepAndWhatWasSent()
    {
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await new TestRun(script, attempt).ToAsync(TestRun.Last);
        NodeSituation situation = await SituationAsync(now => now.Studies is [{ LastRound.Step: "Check" }]);
        StudyStanding study = Assert.Single(situation.Studies);
        Assert.Equal((plan.Content.Id, "takes part", 1), (study.Id, study.Answer, study.Vectors));
        Assert.Equal((1, 1), (study.LastRound!.Round, study.LastRound.Attempt));
        Assert.NotNull(study.LastSent);
    }

    [Fact]
    public void Find_AStatusFileThatIsNone_IsNothing()
    {
        Directory.CreateDirectory(consortium.StateFolder);
        File.WriteAllText(Path.Combine(consortium.StateFolder, "status.json"), "{ \"version\": ");
        Assert.Null(StatusDocument.Find(consortium.StateFolder));
    }

    [Fact]
    public void IsHeld_ByALock_UntilItIsGivenBack()
    {
        using (FolderLock.Take(consortium.StateFolder))
            Assert.True(FolderLock.IsHeld(consortium.StateFolder));
        Assert.False(FolderLock.IsHeld(consortium.StateFolder));
    }

    [Theory]
    [InlineData(-1, "has expired")]
    [InlineData(5, "expires on 2026-11-27")]
    public void NextSteps_OfARosterThatRunsOut_SendToTheAdministrator(int days, string part)
    {
        Roster roster = consortium.Roster(1).Content with { NotAfter = Now.AddDays(days) };
        NodeSituation situation = new("North", IsRunning: true, Process: null, roster, consortium.Self, []);
        string step = Assert.Single(NextSteps.Of(situation, "my.json", Now));
        Assert.Contains(part, step);
        Assert.Contains("administrator", step);
    }

    [Fact]
    public void NextSteps_OfARevokedMember_SayWhen()
    {
        NodeSituation situation = new(
            "North", IsRunning: true, Process: null, consortium.Roster(1).Content, consortium.Self with { Revoked = Now.AddDays(-2) }, []);
        Assert.Contains("taken out of the consortium on 2026-11-20", Assert.Single(NextSteps.Of(situation, "my.json", Now)));
    }

    [Fact]
    public async Task Read_AStudyThatWaitsForAPerson_SaysHowToAnswer()
    {
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        using (AgreementStore store = AgreementStore.Open(consortium.StateFolder, TimeProvider.System))
            await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "default", "a person decides"), default);
        NodeSituation situation = await ReadAsync();
        StudyStanding study = Assert.Single(situation.Studies);
        Assert.Equal((plan.Content.Id, StudyState.Waiting, "not taken up"), (study.Id, study.Consent, study.Answer));
        Assert.Contains(NextSteps.Of(situation, "my.json", Now), step => step.Contains($"approve or refuse {study.Id.Short}"));
    }

    [Theory]
    [InlineData(false, StudyState.Consented)]
    [InlineData(true, StudyState.Waiting)]
    public async Task Standing_OfAConsentUnderAKeyThatWasReplaced_WaitsToBeApprovedAgain(bool isReplaced, StudyState state)
    {
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        using (StewardDesk desk = StewardDesk.Open(consortium.Options(), TimeProvider.System))
        using (AgreementStore store = AgreementStore.Open(consortium.StateFolder, TimeProvider.System))
        {
            await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "otherwise", "a person decides"), default);
            await desk.ApproveAsync(await desk.FindAsync(plan.Content.Id.Short, default), until: null, default);
        }

        VerifyingKey key = isReplaced ? consortium.CoordinatorKey.Public : consortium.NodeKey.Public;
        using AgreementStore kept = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
        StudyRequest request = (await kept.StudyAsync(plan.Content.Id, default))!;

        Assert.Equal(state, Assert.Single(StudyStandings.Of(null, null, [request], key, DateTimeOffset.UtcNow)).Consent);
    }

    private Task<NodeSituation> ReadAsync() => NodeSituation.ReadAsync(consortium.Options(), TimeProvider.System, default);

    /// <summary>How the node stands when its status file says so.</summary>
    private async Task<NodeSituation> SituationAsync(Func<NodeSituation, bool> isReached)
    {
        using SemaphoreSlim written = new(0);
        using FileSystemWatcher watcher = new(consortium.StateFolder);
        watcher.Renamed += (_, _) => written.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            NodeSituation now = await ReadAsync();
            if (isReached(now))
                return now;
            Assert.True(await written.WaitAsync(RunningNode.Patience));
        }
    }
}
