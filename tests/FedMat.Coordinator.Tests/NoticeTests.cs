using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Notices;
using FedMat.Coordinator.Studies;
using FedMat.Coordinator.Sums;
using FedMat.Crypto;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Notice = FedMat.Notices.Notice;

namespace FedMat.Coordinator.Tests;

public sealed class NoticeTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;

    public NoticeTests() => consortium = new Consortium(time);

    private DateTimeOffset Now => time.GetUtcNow();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Theory]
    [InlineData(PendingKind.Join, NoticeKind.JoinAsked)]
    [InlineData(PendingKind.KeyChange, NoticeKind.KeysAsked)]
    [InlineData(PendingKind.Departure, NoticeKind.DepartureAsked)]
    public void Request_ThatWaits_IsToldWithItsNameAlone(PendingKind kind, NoticeKind told)
    {
        Notice notice = AdministratorNotices.OfPending(Pending(kind), Now)!;

        Assert.Equal(told, notice.Kind);
        Assert.Contains("'elara?'", notice.Text);
        Assert.DoesNotContain("secret", notice.Text);
    }

    [Fact]
    public void Invitation_ThatNobodyUsed_IsNotTold() => Assert.Null(AdministratorNotices.OfPending(Pending(PendingKind.Invited), Now));

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Roster_ThatEndsWithinThirtyDays_IsTold(int days, bool isTold) => Assert.Equal(
        isTold, AdministratorNotices.OfRoster(consortium.Roster.Content with { NotAfter = Now.AddDays(days) }, Now).Any());

    [Fact]
    public void Study_ThatWaits_NamesWhoIsMissing()
    {
        Member missing = consortium.Nodes[1].Member;

        Notice notice = Assert.Single(AdministratorNotices.OfWait(Situation(missing.Id), Now.AddHours(-1), Now));

        Assert.Equal(NoticeKind.StudyWaits, notice.Kind);
        Assert.Contains($"'{missing.Name}'", notice.Text);
        Assert.DoesNotContain($"'{consortium.Nodes[0].Member.Name}'", notice.Text);
    }

    [Fact]
    public void Study_ThatWaitsForNobody_IsNotTold() => Assert.Empty(AdministratorNotices.OfWait(Situation(), Now.AddHours(-1), Now));

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Study_ThatEnded_IsToldForADay(int hours, bool isTold)
    {
        StudySituation ended = Situation() with { Status = StudyStatus.Failed, Ended = Now.AddHours(-hours), Reason = "too few rows of 'hardness'" };

        Notice[] notices = [.. AdministratorNotices.OfEnd(ended, Now)];

        Assert.Equal(isTold ? 1 : 0, notices.Length);
        Assert.All(notices, notice => Assert.DoesNotContain("hardness", notice.Text));
    }

    [Theory]
    [InlineData(ConsentAnswer.Granted, false)]
    [InlineData(ConsentAnswer.Refused, true)]
    [InlineData(ConsentAnswer.Withdrawn, true)]
    public void Member_ThatSaysNo_IsToldWithoutItsReason(ConsentAnswer answer, bool isTold)
    {
        StudySituation situation = Situation();
        StudyConsent content = new(
            StudyConsent.CurrentFormat, consortium.Roster.Content.Consortium, situation.Study, consortium.Nodes[0].Id, 1, answer, "its 'hardness'", Now, Now);
        AnswerBoard answers = new([Signed<StudyConsent>.Sign(content, consortium.Nodes[0].Key)]);

        Notice[] notices = [.. AdministratorNotices.OfAnswers(situation, answers, Now)];

        Assert.Equal(isTold ? 1 : 0, notices.Length);
        Assert.All(notices, notice => Assert.DoesNotContain("hardness", notice.Text));
    }

    [Fact]
    public async Task Coordinator_WithAWebhook_TellsWhoAsksToJoin()
    {
        await using NoticeHook hook = await NoticeHook.StartAsync();
        await consortium.StartAsync(consortium.Options with { Notices = hook.Options(consortium["notices.settings"]) });
        await JoinAsync();

        await time.PassAsync(30);

        JsonNode notice = await hook.GetAsync("joinAsked");
        Assert.Equal("coordinator", (string?)notice["party"]);
        Assert.Contains("'elara' asks to join", (string?)notice["text"]);
    }

    private PendingRecord Pending(PendingKind kind) =>
        new(1, kind, PendingState.Waiting, "elara\n", null, null, "secret"u8.ToArray(), Now, Now, "secret");

    private StudySituation Situation(params MemberId[] missing)
    {
        Signed<Plan> plan = Signed<Plan>.Sign(consortium.Plan(), consortium.Administrator.Key);
        return new StudySituation(
            plan, [.. consortium.Nodes.Select(node => node.Member)], "", StudyStatus.Running, "", 0, "", 0, 1, null, null, null, new HashSet<MemberId>(),
            new StudyWait(SumStep.Inputs, missing, false, false, 0, [], []), [], null, null);
    }

    private async Task JoinAsync()
    {
        byte[] token = RandomNumberGenerator.GetBytes(Invitation.TokenSize);
        InviteRequest invite = new() { Member = "elara", Token = Digest.Of(token).ToBytes(), ExpiresUnixMs = Now.AddDays(7).ToUnixTimeMilliseconds() };
        await consortium.Administrator.Membership(consortium.Grpc).InviteAsync(invite).ResponseAsync.WaitAsync(Party.Soon);
        using Party newcomer = new("elara", MemberRole.Node, Now) { Coordinator = consortium.Administrator.Coordinator };
        JoinRequest content = new(1, consortium.Roster.Content.Consortium, "elara", newcomer.Key.Public, newcomer.Tls.Pin, Digest.Of(token));
        JoinMessage message = new() { Request = Signed<JoinRequest>.Sign(content, newcomer.Key).ToBytes(), Token = ByteString.CopyFrom(token) };
        await newcomer.Enrolment(consortium.Grpc).JoinAsync(message).ResponseAsync.WaitAsync(Party.Soon);
    }
}
