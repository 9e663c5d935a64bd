using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Tests;

public sealed class AgreementStoreTests : IDisposable
{
    private static readonly PolicyDecision Asks = new(PolicyAnswer.Ask, "default", "a person decides");
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly AgreementStore store;
    private readonly SigningKey key = SigningKey.Create();
    private readonly MemberId self = MemberId.Create();

    public AgreementStoreTests() => store = AgreementStore.Open(folder.Path, TimeProvider.System);

    public void Dispose()
    {
        store.Dispose();
        key.Dispose();
        folder.Dispose();
    }

    /// <summary>A node and a command that open a new folder at the same moment.</summary>
    [Fact]
    public void Open_ByManyAtOnceInANewFolder_SuitsAll()
    {
        for (int folders = 0; folders < 20; folders++)
        {
            string at = Path.Combine(folder.Path, $"new-{folders}");
            using Barrier together = new(4);
            List<Exception> failures = [];
            Thread[] openers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(Open))];
            Array.ForEach(openers, opener => opener.Start());
            Array.ForEach(openers, opener => opener.Join());
            Assert.Empty(failures);

            void Open()
            {
                together.SignalAndWait();
                try
                {
                    AgreementStore.Open(at, TimeProvider.System).Dispose();
                }
                catch (Exception error) when (error is RefusedException or SqliteException)
                {
                    lock (failures)
                        failures.Add(error);
                }
            }
        }
    }

    [Fact]
    public async Task Confirm_IsKeptOnceUntilItIsTakenBack()
    {
        await store.ConfirmAsync(self, key.Public, "1111-2222", None);
        await store.ConfirmAsync(self, key.Public, "1111-2222", None);

        Confirmation kept = Assert.Single(await store.ConfirmationsAsync(None));
        Assert.Equal((self, key.Public, "1111-2222"), (kept.Member, kept.Key, kept.Fingerprint));
        Assert.True(await store.UnconfirmAsync(self, key.Public, None));
        Assert.False(await store.UnconfirmAsync(self, key.Public, None));
        Assert.Empty(await store.ConfirmationsAsync(None));
    }

    [Fact]
    public async Task TakeVouch_KeepsTheNewestOfEachVoucherAndKey()
    {
        Signed<Vouch> newer = VouchOf(day: 2);

        Assert.True(await store.TakeVouchAsync(newer, None));
        Assert.False(await store.TakeVouchAsync(VouchOf(day: 1), None));

        Assert.Equal(newer.Hash, Assert.Single(await store.VouchesAsync(None)).Hash);
    }

    [Fact]
    public async Task Decide_ForAKnownPlan_KeepsWhenItWasFirstSeen()
    {
        Signed<Plan> plan = PlanOf();
        await store.DecideAsync(plan, Asks, None);
        StudyRequest first = (await store.StudyAsync(plan.Content.Id, None))!;

        await store.DecideAsync(plan, new PolicyDecision(PolicyAnswer.Refuse, "learners", "another learner"), None);

        StudyRequest then = Assert.Single(await store.StudiesAsync(None));
        Assert.Equal((first.Seen, "learners", StudyState.Refused), (then.Seen, then.Decision.Rule, then.State(DateTimeOffset.UnixEpoch)));
        Assert.Equal(StudyState.Waiting, first.State(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Answer_NumbersEachFromOne()
    {
        StudyId study = await SeenAsync();

        await AnswerAsync(study, ConsentAnswer.Granted);
        await AnswerAsync(study, ConsentAnswer.Withdrawn);

        Assert.Equal([1, 2], (await store.ConsentsAsync(study, None)).Select(consent => consent.Document.Content.Number));
        Assert.Equal(StudyState.Withdrawn, (await store.StudyAsync(study, None))!.State(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Answer_ToAPlanThatWasNeverSeen_KeepsNothing() =>
        Assert.Null(await AnswerAsync(PlanOf().Content.Id, ConsentAnswer.Granted));

    [Fact]
    public async Task State_OfAConsentAtItsEnd_IsExpired()
    {
        StudyId study = await SeenAsync();
        await AnswerAsync(study, ConsentAnswer.Granted);
        StudyRequest request = (await store.StudyAsync(study, None))!;

        DateTimeOffset until = request.Consent!.Document.Content.Until;
        Assert.Equal(StudyState.Consented, request.State(until.AddTicks(-1)));
        Assert.Equal(StudyState.Expired, request.State(until));
    }

    [Theory]
    [InlineData(AnswerGiver.Policy, StudyState.Waiting)]
    [InlineData(AnswerGiver.Steward, StudyState.Refused)]
    public async Task State_OfARefusalUnderAPolicyThatAsks_IsOpenWhereTheStewardDidNotRefuse(AnswerGiver giver, StudyState state)
    {
        StudyId study = await SeenAsync();

        await AnswerAsync(study, ConsentAnswer.Refused, giver);

        Assert.Equal(state, (await store.StudyAsync(study, None))!.State(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task End_IsTheStateWhateverWasAnswered()
    {
        StudyId study = await SeenAsync();
        await AnswerAsync(study, ConsentAnswer.Granted);

        await store.EndAsync(study, StudyStatus.Completed, "done", None);

        Assert.Equal(StudyState.Ended, (await store.StudyAsync(study, None))!.State(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Untaken_IsTheNewestAnswerUntilTheCoordinatorHasIt()
    {
        StudyId study = await SeenAsync();
        await AnswerAsync(study, ConsentAnswer.Granted);
        await AnswerAsync(study, ConsentAnswer.Withdrawn);

        Assert.Equal(2, Assert.Single(await store.UntakenAsync(None)).Content.Number);
        await store.NoteTakenAsync(study, 2, None);
        Assert.Empty(await store.UntakenAsync(None));
    }

    [Theory]
    [InlineData("DELETE FROM consent")]
    [InlineData("UPDATE consent SET number = 7")]
    public async Task AnAnswer_IsNeitherChangedNorDeleted(string statement)
    {
        await AnswerAsync(await SeenAsync(), ConsentAnswer.Granted);

        using SqliteConnection database = new($"Data Source={folder["agreement.db"]};Pooling=False");
        database.Open();
#pragma warning disable CA2100 // The two statements above.
        using SqliteCommand command = new(statement, database);
#pragma warning restore CA2100
        Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
    }

    [Fact]
    public async Task Watch_SeesWhatAnotherProcessWrote()
    {
        using AgreementWatch watch = store.Watch();
        using AgreementStore other = AgreementStore.Open(folder.Path, TimeProvider.System);
        Assert.False(watch.HasChanged());

        await other.ConfirmAsync(self, key.Public, "1111-2222", None);

        Assert.True(watch.HasChanged());
        Assert.False(watch.HasChanged());
    }

    private async Task<StudyId> SeenAsync()
    {
        Signed<Plan> plan = PlanOf();
        await store.DecideAsync(plan, Asks, None);
        return plan.Content.Id;
    }

    private Task<Signed<StudyConsent>?> AnswerAsync(StudyId study, ConsentAnswer answer, AnswerGiver giver = AnswerGiver.Steward) => store.AnswerAsync(
        study, giver,
        (request, number) => Signed<StudyConsent>.Sign(
            new StudyConsent(
                StudyConsent.CurrentFormat, request.Plan.Content.Consortium, study, self, number, answer, "", StudyFolder.Now.AddDays(1), StudyFolder.Now),
            key),
        None);

    private Signed<Plan> PlanOf() => Signed<Plan>.Sign(StudyFolder.PlanOf([self, MemberId.Create(), MemberId.Create()]), key);

    private Signed<Vouch> VouchOf(int day) => Signed<Vouch>.Sign(
        new Vouch(Vouch.CurrentFormat, default, self, self, key.Public, default, StudyFolder.Now.AddDays(day)), key);
}
