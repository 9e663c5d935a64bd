using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests;

public sealed class CoordinatorStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RoundSpec Spec = new("moments", Ring.Bits64, Block.Whole("n", 2, 20));

    private readonly TemporaryFolder folder = new();
    private readonly SigningKey key = SigningKey.Create();
    private readonly MemberId[] members = [MemberId.Create(), MemberId.Create(), MemberId.Create()];
    private readonly ModelState start = new([1]);
    private readonly Signed<Plan> plan;
    private CoordinatorStore store = null!;

    public CoordinatorStoreTests() => plan = Signed<Plan>.Sign(new Plan(
        1, "gaps", "a test", new ConsortiumId(Digest.Of("root"u8)), MemberId.Create(), members, 2, JsonText.Parse("{}"), JsonText.Parse("{}"),
        1, 1, 0.2, 2, 1, 100, new StageLimits(3, 60, 0, 3)), key);

    private StudyId Study => plan.Content.Id;

    private RoundId First => new(Study, 1, 1);

    private int Blobs => Directory.GetFiles(folder["blobs"], "*", SearchOption.AllDirectories).Length;

    public async Task InitializeAsync()
    {
        store = await CoordinatorStore.OpenAsync(folder.Path, TimeProvider.System, CancellationToken.None);
        await store.OpenStudyAsync(plan, start, Now, CancellationToken.None);
        await store.OpenAttemptAsync(First, start.Hash, Spec, Now, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        key.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task OpenStudy_Twice_KeepsTheFirst()
    {
        await store.OpenStudyAsync(plan, start, Now.AddDays(1), CancellationToken.None);

        StudyRecord study = Assert.Single(await store.StudiesAsync(CancellationToken.None));
        Assert.Equal((Study, StudyStatus.Running, Now), (study.Id, study.Status, study.Opened));
        Assert.True(study.Plan.IsSignedBy(key.Public));
    }

    [Fact]
    public async Task Take_ThenReopen_KeepsContributionReceiptAndBytes()
    {
        SignedContribution signed = await TakeAsync(members[0], [1, 2]);

        await ReopenAsync();

        AttemptRecord attempt = (await store.LatestAttemptAsync(Study, 1, CancellationToken.None))!;
        ContributionRecord kept = Assert.Single(attempt.Contributions);
        Assert.Equal((AttemptState.Open, Spec.Hash, start.Hash), (attempt.Outcome, attempt.Ask, attempt.State));
        Assert.Equal(signed.Contribution, kept.Signed.Contribution);
        Assert.True(kept.Receipt.IsSignedBy(key.Public) && kept.Signed.IsSignedBy(key.Public));
        using Stream bytes = store.Open(signed.Contribution.Payload);
        Assert.Equal(2, bytes.Length);
    }

    [Fact]
    public async Task Advance_ReplacesTheStateAndDropsTheBytesOfTheAttempt()
    {
        await TakeAsync(members[0], [1]);
        await TakeAsync(members[1], [1]);
        ModelState next = new([2]);

        await store.AdvanceAsync(First, next, new ProgressPoint(1, "weights", 0, 1, null, 0.5, Now), CancellationToken.None);

        StudyRecord study = (await store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((next.Hash, 1), (study.State, study.Sums));
        Assert.Equal(0.5, Assert.Single(await store.ProgressAsync(Study, CancellationToken.None)).HoldOutMae);
        Assert.Equal([2], store.State(next.Hash).Memory.ToArray());
        Assert.Equal(1, Blobs);
        Assert.Equal(2, await store.ContributorsAsync(Study, CancellationToken.None));
        Assert.NotNull(await store.ContributionAsync(First, members[1], CancellationToken.None));
    }

    [Fact]
    public async Task Advance_OfAClosedAttempt_ThrowsAndChangesNothing()
    {
        await store.FailAttemptAsync(First, Now, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.AdvanceAsync(First, new ModelState([2]), new ProgressPoint(1, "weights", 0, 1, null, null, Now), CancellationToken.None));

        Assert.Equal(0, (await store.StudyAsync(Study, CancellationToken.None))!.Sums);
    }

    [Fact]
    public async Task FailAttempt_DropsOnlyBytesThatNoOpenAttemptNames()
    {
        await TakeAsync(members[0], [1]);

        await store.FailAttemptAsync(First, Now, CancellationToken.None);

        Assert.Equal(1, Blobs);
        Assert.Equal(AttemptState.Failed, (await store.LatestAttemptAsync(Study, 1, CancellationToken.None))!.Outcome);
        Assert.Equal(0, await store.ContributorsAsync(Study, CancellationToken.None));
    }

    [Fact]
    public async Task EndStudy_ThatHasEnded_KeepsTheFirstReasonAndClosesTheAttempt()
    {
        await store.EndStudyAsync(Study, StudyStatus.Stopped, "first", Now, CancellationToken.None);
        await store.EndStudyAsync(Study, StudyStatus.Failed, "second", Now, CancellationToken.None);

        StudyRecord study = (await store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((StudyStatus.Stopped, "first"), (study.Status, study.Reason));
        Assert.Equal(AttemptState.Failed, (await store.LatestAttemptAsync(Study, 1, CancellationToken.None))!.Outcome);
    }

    [Fact]
    public async Task Publish_CompletesTheStudyWithItsRelease()
    {
        using BlobSpool bundle = store.Spool();
        bundle.Write([9, 9]);
        ReleaseRecord release = new(new ReleaseId(Digest.Of([7])), Study, "gaps", "band_gap", "eV", 3, Now, 2, bundle.Finish());

        await store.PublishAsync(release, bundle, CancellationToken.None);
        await ReopenAsync();

        Assert.Equal(release, Assert.Single(await store.ReleasesAsync(CancellationToken.None)));
        StudyRecord study = (await store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((StudyStatus.Completed, release.Id), (study.Status, study.Release));
        using Stream bytes = store.Open(release.Bundle);
        Assert.Equal(2, bytes.Length);
    }

    [Fact]
    public async Task SeeRoster_WithALowerNumber_IsRefusedAlsoAfterReopening()
    {
        Signed<Roster> second = RosterOf(2);
        Assert.Null(await store.SeeRosterAsync(second, CancellationToken.None));
        Assert.Null(await store.SeeRosterAsync(second, CancellationToken.None));

        await ReopenAsync();

        Assert.Equal(RefusalCode.RosterOlder, (await store.SeeRosterAsync(RosterOf(1), CancellationToken.None))?.Code);
    }

    [Fact]
    public async Task SeeRoster_AnotherOneOfTheSameNumber_IsRefused()
    {
        Assert.Null(await store.SeeRosterAsync(RosterOf(2), CancellationToken.None));
        Assert.Equal(RefusalCode.RosterOlder, (await store.SeeRosterAsync(RosterOf(2), CancellationToken.None))?.Code);
    }

    private Signed<Roster> RosterOf(int number)
    {
        using TlsIdentity tls = TlsIdentity.Create("c", Now, Now.AddDays(1));
        return Signed<Roster>.Sign(new Roster(1, number, key.Public, new CoordinatorEntry(key.Public, tls.Pin), []), key);
    }

    private async Task ReopenAsync()
    {
        store.Dispose();
        store = await CoordinatorStore.OpenAsync(folder.Path, TimeProvider.System, CancellationToken.None);
    }

    private async Task<SignedContribution> TakeAsync(MemberId member, byte[] payload)
    {
        SignedContribution signed = new Contribution(First, member, start.Hash, Spec.Hash, Spec.Length, Digest.Of(payload)).Sign(key);
        using BlobSpool spool = store.Spool();
        spool.Write(payload);
        await store.TakeAsync(signed, spool, Receipt.Sign(signed.Contribution, key), Now, CancellationToken.None);
        return signed;
    }
}
