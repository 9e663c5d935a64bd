using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests;

public sealed class CoordinatorStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
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

    public async Task InitializeAsync()
    {
        store = await CoordinatorStore.OpenAsync(folder.Path, TimeProvider.System, CancellationToken.None);
        await store.OpenStudyAsync(plan, start, Now, CancellationToken.None);
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
    public async Task EndStudy_ThatHasEnded_KeepsTheFirstReason()
    {
        await store.EndStudyAsync(Study, StudyStatus.Stopped, "first", Now, CancellationToken.None);
        await store.EndStudyAsync(Study, StudyStatus.Failed, "second", Now, CancellationToken.None);

        StudyRecord study = (await store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((StudyStatus.Stopped, "first", Now), (study.Status, study.Reason, study.Ended));
        Assert.Equal([1], store.State(study.State).Memory.ToArray());
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
}
