using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

/// <summary>A steward's commands, beside a node that does not run.</summary>
public sealed class StewardDeskTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestConsortium consortium = new();
    private readonly AgreementStore store;
    private readonly StewardDesk desk;
    private readonly Signed<Plan> plan;

    public StewardDeskTests()
    {
        plan = consortium.Sign(consortium.Plan());
        store = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
        desk = StewardDesk.Open(consortium.Options(), TimeProvider.System);
    }

    public void Dispose()
    {
        desk.Dispose();
        store.Dispose();
        consortium.Dispose();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public async Task Find_TheBeginningOfAnId_IsTheStudy(int digits)
    {
        StudyRequest request = await SeenAsync();

        Assert.Equal(request.Id, (await desk.FindAsync(request.Id.ToString()[..digits].ToUpperInvariant(), None)).Id);
    }

    [Theory]
    [InlineData("1234567", "no study id")]
    [InlineData("not hexadecimal", "no study id")]
    [InlineData("0123456789abcdef", "no plan whose id begins")]
    public async Task Find_AnythingElse_SaysWhatToGive(string id, string problem) =>
        Assert.Contains(problem, (await Assert.ThrowsAsync<InputException>(() => desk.FindAsync(id, None))).Problem);

    [Fact]
    public async Task Approve_WithoutADay_LastsAsLongAsThePolicySays()
    {
        StudyConsent consent = await desk.ApproveAsync(await SeenAsync(), null, None);

        Assert.Equal(ConsentAnswer.Granted, consent.Answer);
        Assert.Equal(consent.Made.AddDays(3650), consent.Until, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Approve_UntilADayInThePast_IsRefused()
    {
        StudyRequest request = await SeenAsync();

        await Assert.ThrowsAsync<InputException>(() => desk.ApproveAsync(request, DateTimeOffset.UnixEpoch, None));

        Assert.Empty(await desk.AnswersAsync(request.Id, None));
    }

    [Fact]
    public async Task Approve_WhatThePolicyRefuses_IsRefused()
    {
        consortium.Write("policy.json", "{}");
        using StewardDesk strict = StewardDesk.Open(consortium.Options(), TimeProvider.System);
        StudyRequest request = await SeenAsync();

        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => strict.ApproveAsync(request, null, None));

        Assert.Equal(RefusalCode.PolicyRefuses, refused.Refusal.Code);
    }

    [Fact]
    public async Task Refuse_WhatIsConsentedTo_SaysToWithdraw()
    {
        StudyRequest request = await SeenAsync();
        await desk.ApproveAsync(request, null, None);

        InputException error = await Assert.ThrowsAsync<InputException>(() => desk.RefuseAsync(request, "", None));

        Assert.Contains("withdraw", error.Remedy);
    }

    [Fact]
    public async Task Withdraw_WithoutAConsent_IsAnError()
    {
        StudyRequest request = await SeenAsync();

        await Assert.ThrowsAsync<InputException>(() => desk.WithdrawAsync(request, "", None));
    }

    [Fact]
    public async Task Answers_OneAfterTheOther_AreNumberedAndKept()
    {
        StudyRequest request = await SeenAsync();
        await desk.ApproveAsync(request, null, None);
        await desk.WithdrawAsync(request, "no more", None);
        await desk.ApproveAsync(request, null, None);

        Assert.Equal(
            [ConsentAnswer.Granted, ConsentAnswer.Withdrawn, ConsentAnswer.Granted],
            (await desk.AnswersAsync(request.Id, None)).Select(answer => answer.Document.Content.Answer));
    }

    [Fact]
    public async Task Answer_ToAStudyThatIsOver_IsAnError()
    {
        StudyRequest request = await SeenAsync();
        await store.EndAsync(request.Id, StudyStatus.Completed, "", None);

        InputException error = await Assert.ThrowsAsync<InputException>(() => desk.ApproveAsync(request, null, None));

        Assert.Contains("over", error.Problem);
    }

    private async Task<StudyRequest> SeenAsync()
    {
        await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "otherwise", "a person decides"), None);
        return (await store.StudyAsync(plan.Content.Id, None))!;
    }
}
