using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests;

public sealed class CoordinatorStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = StudyFolder.Now;
    private readonly StudyFolder folder = new();

    private CoordinatorStore Store => folder.Store;

    private StudyId Study => folder.Study;

    public Task InitializeAsync() => folder.OpenAsync();

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task OpenStudy_Twice_KeepsTheFirst()
    {
        await Store.OpenStudyAsync(folder.Plan, folder.Start, Now.AddDays(1), CancellationToken.None);

        StudyRecord study = Assert.Single(await Store.StudiesAsync(CancellationToken.None));
        Assert.Equal((Study, StudyStatus.Running, Now), (study.Id, study.Status, study.Opened));
        Assert.True(study.Plan.IsSignedBy(folder.Key.Public));
    }

    [Fact]
    public async Task EndStudy_ThatHasEnded_KeepsTheFirstReason()
    {
        await Store.EndStudyAsync(Study, StudyStatus.Stopped, "first", Now, CancellationToken.None);
        await Store.EndStudyAsync(Study, StudyStatus.Failed, "second", Now, CancellationToken.None);

        StudyRecord study = (await Store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((StudyStatus.Stopped, "first", Now), (study.Status, study.Reason, study.Ended));
        Assert.Equal([1], Store.State(study.State).Memory.ToArray());
    }

    [Fact]
    public async Task Publish_CompletesTheStudyWithItsRelease()
    {
        using BlobSpool bundle = Store.Spool();
        bundle.Write([9, 9]);
        ReleaseRecord release = new(new ReleaseId(Digest.Of([7])), Study, "gaps", "band_gap", "eV", 3, Now, 2, bundle.Finish());

        await Store.PublishAsync(release, bundle, CancellationToken.None);
        await folder.ReopenAsync();

        Assert.Equal(release, Assert.Single(await Store.ReleasesAsync(CancellationToken.None)));
        StudyRecord study = (await Store.StudyAsync(Study, CancellationToken.None))!;
        Assert.Equal((StudyStatus.Completed, release.Id), (study.Status, study.Release));
        using Stream bytes = Store.Open(release.Bundle);
        Assert.Equal(2, bytes.Length);
    }

    [Fact]
    public async Task Publish_OfASecondRelease_FailsAndKeepsNoBundle()
    {
        await PublishAsync([9, 9]);

        await Assert.ThrowsAsync<IOException>(() => PublishAsync([8, 8, 8]));

        Assert.Throws<FileNotFoundException>(() => Store.Open(Digest.Of([8, 8, 8])));
        Assert.Equal(2, Assert.Single(await Store.ReleasesAsync(CancellationToken.None)).Bytes);
    }

    [Fact]
    public async Task Studies_WithAPlanThatBreaksARuleOfToday_AreReadAllTheSame()
    {
        Plan lax = folder.Plan.Content with { Members = folder.Members[..2] };
        await Store.OpenStudyAsync(Signed<Plan>.Sign(lax, folder.Key), folder.Start, Now, CancellationToken.None);

        Assert.Equal(2, (await Store.StudyAsync(lax.Id, CancellationToken.None))!.Plan.Content.Members.Count);
    }

    [Fact]
    public async Task Rosters_ThatWereSeen_AreKeptTheNewestFirst()
    {
        await Store.SeeRosterAsync(RosterOf(1), CancellationToken.None);
        await Store.SeeRosterAsync(RosterOf(2), CancellationToken.None);

        Assert.Equal([2, 1], (await Store.RostersAsync(CancellationToken.None)).Select(roster => roster.Content.Number));
    }

    [Fact]
    public async Task SeeRoster_WithALowerNumber_IsRefusedAlsoAfterReopening()
    {
        Signed<Roster> second = RosterOf(2);
        Assert.Null(await Store.SeeRosterAsync(second, CancellationToken.None));
        Assert.Null(await Store.SeeRosterAsync(second, CancellationToken.None));

        await folder.ReopenAsync();

        Assert.Equal(RefusalCode.RosterOlder, (await Store.SeeRosterAsync(RosterOf(1), CancellationToken.None))?.Code);
    }

    [Fact]
    public async Task SeeRoster_AnotherOneOfTheSameNumber_IsRefused()
    {
        Assert.Null(await Store.SeeRosterAsync(RosterOf(2), CancellationToken.None));
        Assert.Equal(RefusalCode.RosterOlder, (await Store.SeeRosterAsync(RosterOf(2), CancellationToken.None))?.Code);
    }

    private async Task PublishAsync(byte[] bytes)
    {
        using BlobSpool bundle = Store.Spool();
        bundle.Write(bytes);
        ReleaseId id = new(Digest.Of(bytes));
        await Store.PublishAsync(
            new ReleaseRecord(id, Study, "gaps", "band_gap", "eV", 3, Now, bytes.Length, bundle.Finish()), bundle, CancellationToken.None);
    }

    private Signed<Roster> RosterOf(int number)
    {
        using TlsIdentity tls = TlsIdentity.Create("c", Now, Now.AddDays(1));
        return Signed<Roster>.Sign(new Roster(1, number, folder.Key.Public, new CoordinatorEntry(folder.Key.Public, tls.Pin), []), folder.Key);
    }
}
