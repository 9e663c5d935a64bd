using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Wire;
using FedMat.Wire.V1;
using Microsoft.Data.Sqlite;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>A running node contributes under its own consent and nothing else, whatever the coordinator sends.</summary>
public sealed class ConsentTests : IDisposable
{
    private const string Asks = """{ "minimumCell": 1, "minimumKnownMembers": 1 }""";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestConsortium consortium = new();
    private readonly Script script;
    private readonly Signed<Plan> plan;

    public ConsentTests()
    {
        script = new Script(consortium.CoordinatorKey);
        plan = consortium.Sign(consortium.Plan());
    }

    private StudyId Study => plan.Content.Id;

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Plan_UnderAPolicyThatAllows_IsConsentedToAndTheCoordinatorIsTold()
    {
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        script.Tell(plan.ToNews());

        Signed<StudyConsent> answer = await AnswerAsync();
        Assert.True(answer.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal((Study, consortium.Self.Id, 1, ConsentAnswer.Granted), (answer.Content.Study, answer.Content.Member, answer.Content.Number, answer.Content.Answer));
        await node.LoggedAsync(Event.StudyAccepted);
    }

    [Fact]
    public async Task Answer_LostOnItsWay_IsSentUntilItIsTaken()
    {
        script.AnswersToLose = 2;
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new QuickTime());

        script.Tell(plan.ToNews());

        Assert.Equal(1, (await AnswerAsync()).Content.Number);
        await node.LoggedAsync(Event.AnswerTaken);
        Assert.Contains((await node.Store.Egress.LinesAsync(None)), line => line.Entry.Kind == "answer");
    }

    [Fact]
    public async Task Consent_ThatEndsWhileTheNodeRuns_StopsContributions()
    {
        consortium.Write("policy.json", Asks);
        MovableTime time = new();
        script.Tell(plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: time);
        await node.LoggedAsync(Event.StudyWithoutConsent);
        await ApproveAsync();
        await node.LoggedAsync(Event.StudyAccepted);

        time.Later = TimeSpan.FromDays(91);

        Assert.Contains("the consent ended on", await node.LoggedAsync(Event.StudyWithoutConsent, "ended"));
    }

    [Fact]
    public async Task Contribution_HeldBackByTheHours_LeavesOnceTheyBegin()
    {
        DayOfWeek inThreeDays = DateTimeOffset.UtcNow.AddDays(3).DayOfWeek;
        consortium.Write("policy.json", Hours(inThreeDays));
        MovableTime time = new();
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: time);
        await new TestRun(script, attempt).ToAsync(3);
        await node.LoggedAsync(Event.StepRefused, "FM213");

        time.Later = TimeSpan.FromDays(3);

        await script.UploadAsync(attempt.Round);
    }

    [Fact]
    public async Task Plan_UnderAPolicyThatRefuses_IsRefusedUnderSignature()
    {
        consortium.Write("policy.json", """{ "otherwise": "allow", "minimumKnownMembers": 1, "minimumCell": 2 }""");
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        script.Tell(plan.ToNews());

        Signed<StudyConsent> answer = await AnswerAsync();
        Assert.Equal(ConsentAnswer.Refused, answer.Content.Answer);
        Assert.Contains("minimumCell", answer.Content.Reason);
        Assert.Contains("FM211", await node.LoggedAsync(Event.StudyWithoutConsent));
    }

    [Fact]
    public async Task Contribution_AskedAtOnceWithoutConsent_NothingIsSaid()
    {
        consortium.Write("policy.json", Asks);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        Assert.Contains("FM212", await node.LoggedAsync(Event.StudyWithoutConsent));
        await node.LoggedAsync(Event.RoundOfNoStudy);
        Assert.False(script.HasUpload);
        Assert.Empty(await node.Store.Egress.LinesAsync(None));
    }

    [Fact]
    public async Task Approval_ByACommand_LetsTheRunningNodeTakePart()
    {
        consortium.Write("policy.json", Asks);
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.StudyWithoutConsent);

        await ApproveAsync();

        Assert.Equal(ConsentAnswer.Granted, (await AnswerAsync()).Content.Answer);
        await new TestRun(script, attempt).ToAsync(4);
        Assert.True(script.HasUpload);
    }

    [Fact]
    public async Task Withdrawal_InTheMiddleOfASum_StopsContributions()
    {
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await new TestRun(script, attempt).ToAsync(2);
        Said holding = await script.WordAsync(attempt.Round, Kind.Holding);

        using (StewardDesk steward = Steward())
            await steward.WithdrawAsync(await steward.FindAsync(Study.Short, None), "no more", None);

        Assert.Contains("withdrawn", await node.LoggedAsync(Event.StudyWithoutConsent));
        script.Tell(attempt.Inputs(holding));
        await node.LoggedAsync(Event.RoundOfNoStudy);
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Withdrawal_OutlivesARestart()
    {
        script.Tell(plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (RunningNode before = await RunningNode.StartAsync(consortium, coordinator))
            await before.LoggedAsync(Event.StudyAccepted);
        using (StewardDesk steward = Steward())
            await steward.WithdrawAsync(await steward.FindAsync(Study.Short, None), "", None);

        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        Assert.Contains("withdrawn", await node.LoggedAsync(Event.StudyWithoutConsent));
    }

    [Fact]
    public async Task Contribution_AfterTheConsentsEnd_IsNotMade()
    {
        script.Tell(plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using (RunningNode before = await RunningNode.StartAsync(consortium, coordinator))
            await before.LoggedAsync(Event.StudyAccepted);

        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator, time: new LaterTime(TimeSpan.FromDays(3651)));

        Assert.Contains("the consent ended on", await node.LoggedAsync(Event.StudyWithoutConsent));
    }

    [Fact]
    public async Task Contribution_OutsideTheHours_IsHeldBack()
    {
        consortium.Write("policy.json", Hours(DateTimeOffset.UtcNow.AddDays(3).DayOfWeek));
        TestAttempt attempt = new(consortium, script, plan.Content);
        script.Tell(plan.ToNews(), attempt.Opened());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);

        await new TestRun(script, attempt).ToAsync(3);

        Assert.Contains("FM213", await node.LoggedAsync(Event.StepRefused));
        Assert.False(script.HasUpload);
    }

    [Fact]
    public async Task Consent_OfAnotherPlan_CountsForNothing() =>
        await ForgedAsync(consent => consent with { Study = new StudyId(Digest.Of("another"u8)) }, consortium.NodeKey);

    [Fact]
    public async Task Consent_OfAnotherMember_CountsForNothing() =>
        await ForgedAsync(consent => consent with { Member = consortium.Others[0].Id }, consortium.NodeKey);

    [Fact]
    public async Task Consent_UnderAnotherKey_CountsForNothing() => await ForgedAsync(consent => consent, consortium.KeyOf(consortium.Others[0].Id));

    [Fact]
    public async Task APlanWithOneLetterChanged_HasNoConsent()
    {
        consortium.Write("policy.json", Asks);
        script.Tell(plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.StudyWithoutConsent);
        await ApproveAsync();
        await node.LoggedAsync(Event.StudyAccepted, Study.Short);
        Signed<Plan> changed = consortium.Sign(plan.Content with { Purpose = "a Test" });

        script.Tell(changed.ToNews());

        Assert.Contains("FM212", await node.LoggedAsync(Event.StudyWithoutConsent, changed.Content.Id.Short));
    }

    /// <summary>A granted answer that this node did not sign to this plan is put into its store.</summary>
    private async Task ForgedAsync(Func<StudyConsent, StudyConsent> change, SigningKey key)
    {
        consortium.Write("policy.json", Asks);
        using (AgreementStore store = AgreementStore.Open(consortium.StateFolder, TimeProvider.System))
        {
            await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "otherwise", ""), None);
        }

        using (SqliteConnection database = new($"Data Source={Path.Combine(consortium.StateFolder, "agreement.db")};Pooling=False"))
        {
            database.Open();
            using SqliteCommand command = new("INSERT INTO consent (study, number, document, giver) VALUES ($1, 1, $2, 1)", database);
            command.Parameters.AddWithValue("$1", Study.ToString());
            command.Parameters.AddWithValue("$2", Signed<StudyConsent>.Sign(change(Granted(1)), key).ToJson());
            command.ExecuteNonQuery();
        }

        script.Tell(plan.ToNews());
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        Assert.Contains("FM212", await node.LoggedAsync(Event.StudyWithoutConsent));
    }

    /// <summary>A policy that lets contributions go on one day of the week.</summary>
    private static string Hours(DayOfWeek day) =>
        $$"""
        { "otherwise": "allow", "minimumCell": 1, "minimumKnownMembers": 1,
          "hours": [ { "days": ["{{day.ToString()[..3].ToLowerInvariant()}}"], "from": "00:00", "to": "00:00", "timeZone": "UTC" } ] }
        """;

    private StudyConsent Granted(int number) => new(
        StudyConsent.CurrentFormat, plan.Content.Consortium, Study, consortium.Self.Id, number, ConsentAnswer.Granted, "",
        new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.UnixEpoch);

    private async Task ApproveAsync()
    {
        using StewardDesk steward = Steward();
        await steward.ApproveAsync(await steward.FindAsync(Study.ToString()[..8], None), until: null, None);
    }

    private StewardDesk Steward() => StewardDesk.Open(consortium.Options(), TimeProvider.System);

    private async Task<Signed<StudyConsent>> AnswerAsync() =>
        await script.Answers.Reader.ReadAsync().AsTask().WaitAsync(RunningNode.Patience);
}
