using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

/// <summary>What the policy answers by itself while plans, members and answers come and go.</summary>
public sealed class PolicyReplyTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Friday = Now.AddDays(3);
    private readonly TestConsortium consortium = new();
    private readonly AgreementStore store;
    private readonly Signed<Plan> plan;

    public PolicyReplyTests()
    {
        plan = consortium.Sign(consortium.Plan());
        store = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
    }

    public void Dispose()
    {
        store.Dispose();
        consortium.Dispose();
    }

    [Fact]
    public async Task Next_AllowedAgainAfterTheStewardsConsentWasTakenBack_IsLeftToTheSteward()
    {
        await GrantAsync(AnswerGiver.Steward, Friday);
        Assert.Equal(ConsentAnswer.Withdrawn, (await NextAsync("neverWith", PolicyAnswer.Refuse))!.Content.Answer);

        Assert.Null(await NextAsync("otherwise", PolicyAnswer.Allow));

        Assert.Equal(StudyState.Waiting, await StateAsync());
    }

    [Fact]
    public async Task Next_AllowedAgainAfterItsOwnConsentWasTakenBack_EndsNoLater()
    {
        await GrantAsync(AnswerGiver.Policy, Friday);
        await NextAsync("neverWith", PolicyAnswer.Refuse);

        Signed<StudyConsent>? again = await NextAsync("otherwise", PolicyAnswer.Allow);

        Assert.Equal((ConsentAnswer.Granted, Friday), (again!.Content.Answer, again.Content.Until));
    }

    [Fact]
    public async Task Next_AllowedAgainAfterTheEndOfTheConsentThatWasTakenBack_IsNothing()
    {
        await GrantAsync(AnswerGiver.Policy, Friday);
        await NextAsync("neverWith", PolicyAnswer.Refuse);

        Assert.Null(await NextAsync("otherwise", PolicyAnswer.Allow, Friday));
    }

    [Theory]
    [InlineData(AnswerGiver.Policy)]
    [InlineData(AnswerGiver.Steward)]
    public async Task Next_TooFewKnownMembers_LeavesTheConsent(AnswerGiver giver)
    {
        await GrantAsync(giver, Friday);

        Assert.Null(await NextAsync(PolicyRules.KnownMembersRule, PolicyAnswer.Refuse));

        Assert.Equal(StudyState.Consented, await StateAsync());
    }

    [Fact]
    public async Task Next_AskedAfterAConsentWasTakenBack_WaitsForAPerson()
    {
        await GrantAsync(AnswerGiver.Steward, Friday);
        await NextAsync("neverWith", PolicyAnswer.Refuse);
        Assert.Equal(StudyState.Withdrawn, await StateAsync());

        Assert.Null(await NextAsync("otherwise", PolicyAnswer.Ask));

        Assert.Equal(StudyState.Waiting, await StateAsync());
    }

    [Fact]
    public async Task Next_AllowedAfterAKeyChange_IsSignedAnewWithTheSameEnd()
    {
        await GrantAsync(AnswerGiver.Policy, Friday);
        ConsentSigner changed = new(consortium.AdministratorKey, consortium.Self.Id, plan.Content.Consortium);

        Signed<StudyConsent>? again = await NextAsync("otherwise", PolicyAnswer.Allow, signer: changed);

        Assert.Equal(Friday, again!.Content.Until);
        Assert.True(changed.IsOwn(again, plan.Content.Id));
    }

    private ConsentSigner Signer => new(consortium.NodeKey, consortium.Self.Id, plan.Content.Consortium);

    private async Task<StudyState> StateAsync() => (await store.StudyAsync(plan.Content.Id, None))!.State(Now);

    private async Task GrantAsync(AnswerGiver giver, DateTimeOffset until)
    {
        await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "otherwise", ""), None);
        await store.AnswerAsync(
            plan.Content.Id, giver, (request, number) => Signer.Sign(request.Id, number, ConsentAnswer.Granted, "", until, Now), None);
    }

    private async Task<Signed<StudyConsent>?> NextAsync(string rule, PolicyAnswer answer, DateTimeOffset? now = null, ConsentSigner? signer = null)
    {
        PolicyJudgement judgement = new([new PolicyVerdict(rule, answer, "because")]);
        await store.DecideAsync(plan, judgement.ToDecision(), None);
        PolicyReply reply = new(NodePolicy.BuiltIn, signer ?? Signer, now ?? Now);
        return await store.AnswerAsync(plan.Content.Id, AnswerGiver.Policy, (request, number) => reply.Next(request, number, judgement), None);
    }
}
