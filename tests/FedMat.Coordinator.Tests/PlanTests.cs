using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

public sealed class PlanTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Propose_Twice_IsOneStudy()
    {
        StudyId[] studies = await Task.WhenAll(consortium.ProposeAsync(consortium.Plan()), consortium.ProposeAsync(consortium.Plan()));

        Assert.Equal(consortium.Plan().Id, studies[0]);
        Assert.Equal(studies[0], studies[1]);
    }

    [Fact]
    public Task Propose_APlanOfAnotherConsortium_IsRefused() =>
        RefusedAsync(RefusalCode.PlanForeign, plan => plan with { Consortium = new ConsortiumId(Digest.Of("other"u8)) });

    [Fact]
    public Task Propose_APlanThatNamesAStranger_IsRefused() =>
        RefusedAsync(RefusalCode.PlanMembers, plan => plan with { Members = [.. plan.Members.Take(2), MemberId.Create()] });

    [Fact]
    public Task Propose_APlanThatNamesTheAdministrator_IsRefused() =>
        RefusedAsync(RefusalCode.PlanMembers, plan => plan with { Members = [.. plan.Members.Take(2), consortium.Administrator.Member.Id] });

    [Fact]
    public Task Propose_APlanOfMoreMembersThanAMessageHolds_IsRefused() =>
        RefusedAsync(RefusalCode.PlanMembers, plan => plan with
        {
            Members = [.. Enumerable.Range(0, 1001).Select(_ => MemberId.Create())], Contribute = plan.Contribute with { Quorum = 1001 },
        }, "the plan names 1001 members; the most is 1000");

    [Fact]
    public Task Propose_APlanInAnothersName_IsRefused() =>
        RefusedAsync(RefusalCode.PlanNotSigned, plan => plan with { Proposer = MemberId.Create() });

    [Fact]
    public Task Propose_APlanThatBreaksItsRules_IsRefused() =>
        RefusedAsync(RefusalCode.PlanInvalid, plan => plan with { Rounds = 0 });

    [Fact]
    public Task Propose_APlanWithoutAContract_IsRefused() =>
        RefusedAsync(RefusalCode.PlanInvalid, plan => plan with { Contract = JsonText.Parse("{}") });

    [Fact]
    public async Task Propose_APlanSignedByAnotherKey_IsRefused()
    {
        Signed<Plan> plan = Signed<Plan>.Sign(consortium.Plan(), consortium.Nodes[0].Key);

        Assert.Equal(RefusalCode.PlanNotSigned, (await RefusalOfAsync(plan.ToBytes())).Code);
    }

    [Fact]
    public async Task Propose_WhatIsNoPlan_IsRefused() =>
        Assert.Equal(RefusalCode.PlanInvalid, (await RefusalOfAsync(ByteString.CopyFromUtf8("{}"))).Code);

    [Fact]
    public async Task Watch_OfAnUnknownStudy_IsRefused()
    {
        using AsyncServerStreamingCall<StudyProgress> watch =
            consortium.Administrator.Studies(consortium.Grpc).Watch(new WatchStudyRequest { Study = Digest.Of("x"u8).ToBytes() });

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon));

        Assert.Equal(RefusalCode.StudyUnknown, error.ToRefusal()?.Code);
    }

    private async Task RefusedAsync(RefusalCode code, Func<Plan, Plan> alter, string? detail = null)
    {
        Refusal refusal = await RefusalOfAsync(Signed<Plan>.Sign(alter(consortium.Plan()), consortium.Administrator.Key).ToBytes());
        Assert.Equal((code, detail ?? refusal.Detail), (refusal.Code, refusal.Detail));
    }

    private Task<Refusal> RefusalOfAsync(ByteString plan) => Party.RefusalOfAsync(
        () => consortium.Administrator.Studies(consortium.Grpc).ProposeAsync(new ProposeRequest { Plan = plan }).ResponseAsync);
}
