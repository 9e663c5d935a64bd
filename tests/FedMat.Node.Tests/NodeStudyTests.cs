using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>Plans that a node takes part in, and those that it refuses: then nothing ever leaves.</summary>
public sealed class NodeStudyTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly Script script;

    public NodeStudyTests() => script = new Script(consortium.CoordinatorKey);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public Task Plan_SignedByNoAdministrator_IsRefused() =>
        RefusedAsync(Signed<Plan>.Sign(consortium.Plan(), consortium.NodeKey), "FM202");

    [Fact]
    public Task Plan_SignedByANodeInItsOwnName_IsRefused() =>
        RefusedAsync(Signed<Plan>.Sign(consortium.Plan() with { Proposer = consortium.Self.Id }, consortium.NodeKey), "FM202");

    [Fact]
    public Task Plan_ForAnotherConsortium_IsRefused() =>
        RefusedAsync(consortium.Sign(consortium.Plan() with { Consortium = new ConsortiumId(Digest.Of([1])) }), "FM203");

    [Fact]
    public Task Plan_ThatDoesNotNameThisMember_IsRefused()
    {
        Plan plan = consortium.Plan();
        return RefusedAsync(consortium.Sign(plan with { Members = [.. plan.Members.Skip(1), MemberId.Create()] }), "FM204");
    }

    [Fact]
    public Task Plan_ThatNamesAStranger_IsRefused()
    {
        Plan plan = consortium.Plan();
        return RefusedAsync(consortium.Sign(plan with { Members = [.. plan.Members, MemberId.Create()] }), "FM204");
    }

    [Fact]
    public Task Plan_WithAnotherContract_IsRefused()
    {
        Plan plan = consortium.Plan();
        JsonText other = JsonText.Parse(plan.Contract.Text.Replace("14", "15", StringComparison.Ordinal));
        return RefusedAsync(consortium.Sign(plan with { Contract = other }), "FM205");
    }

    [Fact]
    public Task Plan_ThatDemandsMoreRows_IsRefused() =>
        RefusedAsync(consortium.Sign(consortium.Plan() with { MinimumRows = 6 }), "FM208");

    /// <summary>Exact sums are over measured rows: five rows are too few where one of them is a bound.</summary>
    [Fact]
    public Task Plan_ThatDemandsMoreMeasuredRows_IsRefused()
    {
        Plan plan = consortium.Plan();
        string text = plan.Contract.Text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)
            .Replace("\"maximum\":14", "\"maximum\":14,\"censoring\":[\"above\"]", StringComparison.Ordinal);
        consortium.Write("contract.json", text);
        consortium.Write("data.csv", "composition,band_gap_eV\nGaAs,1.42\nInP,1.34\nSi,1.12\nGe,0.66\nGaN,> 3.4 eV\n");
        return RefusedAsync(consortium.Sign(plan with { Contract = JsonText.Parse(DataContract.Parse(text, "test").ToJson()) }), "4 rows with a measured target");
    }

    [Fact]
    public async Task Plan_ThatBreaksItsOwnRules_IsPassedOver()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(consortium.Sign(consortium.Plan() with { Rounds = 0 }).ToNews());
        Assert.Contains("'rounds'", await node.LoggedAsync(Event.NewsRefused));
    }

    [Fact]
    public async Task Data_NoLongerFitTheContract_RefusedWithoutQuotingThem()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        consortium.Write("data.csv", "composition,band_gap_eV\nGaAs,secretvalue\n");
        script.Tell(consortium.Sign(consortium.Plan()).ToNews());
        string text = await node.LoggedAsync(Event.StudyRefused);
        Assert.Contains("FM507", text);
        Assert.Contains("row 2, column 'band_gap_eV'", text);
        Assert.DoesNotContain(node.Log, line => line.Contains("secretvalue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Study_Ended_IsClosed()
    {
        Signed<Plan> plan = consortium.Sign(consortium.Plan());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(plan.ToNews());
        script.Tell(new StudyEnding(plan.Content.Id, StudyStatus.Stopped, "enough", null).ToNews());
        Assert.Contains("enough", await node.LoggedAsync(Event.StudyEnded));
        script.Tell(Open(plan));
        await node.LoggedAsync(Event.RoundOfNoStudy);
        Assert.False(script.HasUpload);
    }

    private async Task RefusedAsync(Signed<Plan> plan, string number)
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        script.Tell(plan.ToNews());
        script.Tell(Open(plan));
        Assert.Contains(number, await node.LoggedAsync(Event.StudyRefused));
        await node.LoggedAsync(Event.RoundOfNoStudy);
        Assert.False(script.HasUpload);
    }

    private static News Open(Signed<Plan> plan) => new()
    {
        Sum = new SumNews
        {
            Key = new RoundId(plan.Content.Id, 1, 1).ToMessage(),
            Opened = new SumOpened { State = CountingLearner.At(0).Hash.ToBytes(), Ask = new CountingLearner().Spec(0).Hash.ToBytes(), Length = 5 },
        },
    };
}
