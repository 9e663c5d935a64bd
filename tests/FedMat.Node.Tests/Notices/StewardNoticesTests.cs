using System.Text.Json.Nodes;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using Microsoft.Extensions.Hosting;

namespace FedMat.Node.Tests;

public sealed class StewardNoticesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestConsortium consortium = new(others: 2);
    private readonly Signed<Plan> plan;

    public StewardNoticesTests() => plan = consortium.Sign(consortium.Plan());

    private string Study => plan.Content.Id.ToString();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Plan_ThatWaits_IsToldWithTheCommandThatShowsIt()
    {
        Notice notice = StewardNotices.OfStudy(Request(PolicyAnswer.Ask), consortium.Self.Key, Now)!;

        Assert.Equal((NoticeKind.PlanWaits, Study), (notice.Kind, notice.Study));
        Assert.Contains($"fedmat node studies show {plan.Content.Id.Short}", notice.Text);
    }

    [Theory]
    [InlineData(PolicyAnswer.Ask)]
    [InlineData(PolicyAnswer.Refuse)]
    public void Notice_OfAStudy_HoldsNeitherThePlansWordsNorThePolicysReason(PolicyAnswer answer)
    {
        Notice notice = StewardNotices.OfStudy(Request(answer), consortium.Self.Key, Now)!;

        Assert.DoesNotContain("hardness", notice.Text);
        Assert.DoesNotContain("gaps", notice.Text);
        Assert.DoesNotContain("a test", notice.Text);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Refusal_ByThePolicy_IsToldForADay(int hours, bool isTold)
    {
        StudyRequest request = Request(PolicyAnswer.Refuse, ConsentAnswer.Refused);

        Assert.Equal(isTold, StewardNotices.OfStudy(request, consortium.Self.Key, Now.AddHours(hours))?.Kind == NoticeKind.StudyRefused);
    }

    [Fact]
    public void Refusal_ByTheSteward_IsNotTold() =>
        Assert.Null(StewardNotices.OfStudy(Request(PolicyAnswer.Ask, ConsentAnswer.Refused, giver: AnswerGiver.Steward), consortium.Self.Key, Now));

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Consent_ThatEndsWithinAWeek_IsTold(int days, bool isTold) => Assert.Equal(
        isTold, StewardNotices.OfStudy(Request(PolicyAnswer.Allow, ConsentAnswer.Granted, Now.AddDays(days)), consortium.Self.Key, Now)?.Kind == NoticeKind.ConsentEnds);

    /// <summary>After its keys were rotated, a node contributes nothing under an answer of before.</summary>
    [Fact]
    public void Consent_UnderAKeyOfBefore_IsAskedForAgain() => Assert.Equal(
        NoticeKind.PlanWaits,
        StewardNotices.OfStudy(Request(PolicyAnswer.Allow, ConsentAnswer.Granted, Now.AddDays(30)), consortium.CoordinatorKey.Public, Now)?.Kind);

    [Fact]
    public void Study_ThatEnded_IsNotTold() =>
        Assert.Null(StewardNotices.OfStudy(Request(PolicyAnswer.Ask) with { Ended = Now }, consortium.Self.Key, Now));

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void RosterAndEntry_ThatEndWithinThirtyDays_AreTold(int days, bool isTold)
    {
        Member self = consortium.Self with { NotAfter = Now.AddDays(days) };
        Roster roster = consortium.Roster(3).Content with { NotAfter = Now.AddDays(days) };

        IEnumerable<NoticeKind> kinds = StewardNotices.OfRoster(roster, self, Known(roster), Now).Select(notice => notice.Kind);

        Assert.Equal(isTold ? [NoticeKind.RosterEnds, NoticeKind.EntryEnds] : [], kinds);
    }

    [Fact]
    public void Members_ThatAreNotKnown_AreToldByTheirNamesWithoutFingerprints()
    {
        Roster roster = consortium.Roster(1).Content;

        Notice notice = Assert.Single(StewardNotices.OfRoster(roster, Far, Known(roster, consortium.Others[0]), Now));

        Assert.Equal(NoticeKind.MemberUnknown, notice.Kind);
        Assert.Contains($"'{consortium.Others[1].Name}'", notice.Text);
        Assert.DoesNotContain(consortium.Others[0].Name, notice.Text);
        Assert.DoesNotContain(consortium.Others[1].Key.ToString(), notice.Text);
    }

    [Fact]
    public void Administrator_WhoIsNotConfirmed_IsNoUnknownMember()
    {
        Roster roster = consortium.Roster(1).Content;

        Assert.Empty(StewardNotices.OfRoster(roster, Far, Known(roster), Now));
    }

    [Fact]
    public void Revocation_OfTheNodeItself_IsTold()
    {
        Roster roster = consortium.Roster(1).Content;

        Notice notice = Assert.Single(StewardNotices.OfRoster(roster, Far with { Revoked = Now }, Known(roster), Now));

        Assert.Equal(NoticeKind.Revoked, notice.Kind);
    }

    [Theory]
    [InlineData(Connection.Waiting, 60, true)]
    [InlineData(Connection.Waiting, 59, false)]
    [InlineData(Connection.Connected, 600, false)]
    public void Coordinator_NotReachedForAnHour_IsTold(Connection connection, int minutes, bool isTold) =>
        Assert.Equal(isTold, StewardNotices.OfConnection(connection, Now.AddMinutes(-minutes), Now).Any());

    [Fact]
    public async Task Node_WithAWebhook_TellsAPlanThatWaits()
    {
        await using NoticeHook hook = await NoticeHook.StartAsync();
        using (AgreementStore agreement = AgreementStore.Open(consortium.StateFolder, TimeProvider.System))
            await agreement.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Ask, "otherwise", "it asks"), default);
        using IHost host = await NodeHost.BuildAsync(consortium.Options() with { Notices = hook.Options(consortium.PathOf("notices.settings")) }, default);
        await host.StartAsync().WaitAsync(RunningNode.Patience);

        JsonNode notice = await hook.GetAsync("planWaits");

        Assert.Equal((TestConsortium.NodeName, Study), ((string?)notice["party"], (string?)notice["study"]));
        await host.StopAsync().WaitAsync(RunningNode.Patience);
    }

    private Member Far => consortium.Self with { NotAfter = Now.AddYears(1) };

    private KnownMembers Known(Roster roster, params Member[] confirmed) => new(
        roster, consortium.Self, (confirmed.Length > 0 ? confirmed : consortium.Others).Select(member => new Confirmation(member.Id, member.Key, "compared", Now)), [], 2);

    private StudyRequest Request(
        PolicyAnswer policy, ConsentAnswer? answer = null, DateTimeOffset? until = null, AnswerGiver giver = AnswerGiver.Policy) => new(
        plan, Now, new PolicyDecision(policy, "properties", "the property 'hardness' is not allowed"),
        answer is { } given ? new StoredConsent(Consent(given, until ?? Now), giver, null) : null, StudyStatus.Running, "", null);

    private Signed<StudyConsent> Consent(ConsentAnswer answer, DateTimeOffset until) => Signed<StudyConsent>.Sign(
        new StudyConsent(
            StudyConsent.CurrentFormat, plan.Content.Consortium, plan.Content.Id, consortium.Self.Id, 1, answer, "the property 'hardness'", until, Now),
        consortium.NodeKey);
}
