using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Storage.Tests.Node;

public sealed class NodeStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-node-store-");
    private readonly SigningKey key = SigningKey.Create();
    private readonly MemberId member = MemberId.Create();

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TakeRoster_LowerNumber_IsRefusedAlsoAfterARestart()
    {
        using (NodeStore store = await OpenAsync())
            Assert.Null(await store.TakeRosterAsync(Roster(number: 3), default));
        using NodeStore again = await OpenAsync();
        Refusal? refusal = await again.TakeRosterAsync(Roster(number: 2), default);
        Assert.Equal(RefusalCode.RosterOlder, refusal?.Code);
        Assert.Equal(3, (await again.RosterAsync(default))?.Content.Number);
    }

    [Fact]
    public async Task TakeRoster_AnotherOneOfTheSameNumber_IsRefused()
    {
        using NodeStore store = await OpenAsync();
        Signed<Roster> roster = Roster(number: 1);
        Assert.Null(await store.TakeRosterAsync(roster, default));
        Assert.Null(await store.TakeRosterAsync(roster, default));
        Assert.Equal(RefusalCode.RosterOlder, (await store.TakeRosterAsync(Roster(number: 1), default))?.Code);
    }

    [Fact]
    public async Task Decide_SecondDecision_TakesTheFirstOnesPlace()
    {
        using NodeStore store = await OpenAsync();
        Signed<Plan> plan = Plan();
        await store.DecideAsync(plan, new Refusal(RefusalCode.TooFewRows, "3 rows"), default);
        await store.DecideAsync(plan, null, default);
        StoredStudy study = Assert.Single(await store.StudiesAsync(default));
        Assert.Null(study.Refusal);
        Assert.Equal(plan.Content.Id, study.Plan.Content.Id);
    }

    [Fact]
    public async Task End_KnownStudy_KeepsStatusAndReason()
    {
        using NodeStore store = await OpenAsync();
        Signed<Plan> plan = Plan();
        await store.DecideAsync(plan, null, default);
        await store.EndAsync(plan.Content.Id, StudyStatus.Stopped, "enough", default);
        StoredStudy study = Assert.Single(await store.StudiesAsync(default));
        Assert.Equal((StudyStatus.Stopped, "enough"), (study.Status, study.Reason));
        Assert.NotNull(study.Ended);
    }

    private Task<NodeStore> OpenAsync() => NodeStore.OpenAsync(folder.FullName, key.Public, TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(20));

    private Signed<Roster> Roster(int number)
    {
        using TlsIdentity tls = TlsIdentity.Create("coordinator", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        return Signed<Roster>.Sign(new Roster(1, number, key.Public, new CoordinatorEntry(key.Public, tls.Pin), []), key);
    }

    private Signed<Plan> Plan() => Signed<Plan>.Sign(
        new Plan(Protocol.Plan.CurrentFormat, "gaps", "a test", new ConsortiumId(Digest.Of([3])), member, [member, MemberId.Create(), MemberId.Create()], 2,
            JsonText.Parse("{}"), JsonText.Parse("{}"), 5, 1, 0.2, 2, 1, 100, new StageLimits(3, 60, 1, 3), ReleaseTerms.Unpublished),
        key);
}
