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

    [Fact]
    public async Task Add_AfterARestart_TheSameBytesAreThere()
    {
        StudyId study = await StudyAsync();
        SignedContribution signed = Contribution(study, 1, 1, [1, 2, 3, 4]);
        using (NodeStore store = await OpenAsync())
            await store.Contributions.AddAsync(signed, new byte[] { 1, 2, 3, 4 }, default);
        using NodeStore again = await OpenAsync();
        StoredContribution? stored = await again.Contributions.FindAsync(signed.Contribution.Round, default);
        Assert.Equal(signed.Contribution, stored?.Signed.Contribution);
        Assert.True(stored?.Signed.IsSignedBy(key.Public));
        Assert.Equal([1, 2, 3, 4], again.Contributions.Read(stored!));
    }

    [Fact]
    public async Task Add_SecondOneToAnAttempt_IsAnError()
    {
        StudyId study = await StudyAsync();
        using NodeStore store = await OpenAsync();
        await store.Contributions.AddAsync(Contribution(study, 1, 1, [1, 2, 3, 4]), new byte[] { 1, 2, 3, 4 }, default);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Contributions.AddAsync(Contribution(study, 1, 1, [5, 6, 7, 8]), new byte[] { 5, 6, 7, 8 }, default));
    }

    [Fact]
    public async Task Add_OtherBytesThanSigned_IsAnError()
    {
        StudyId study = await StudyAsync();
        using NodeStore store = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Contributions.AddAsync(Contribution(study, 1, 1, [1, 2, 3, 4]), new byte[] { 4, 3, 2, 1 }, default));
    }

    [Fact]
    public async Task Add_NextAttemptWithTheSameBytes_KeepsThem()
    {
        StudyId study = await StudyAsync();
        using NodeStore store = await OpenAsync();
        await store.Contributions.AddAsync(Contribution(study, 2, 1, [1, 2, 3, 4]), new byte[] { 1, 2, 3, 4 }, default);
        await store.Contributions.AddAsync(Contribution(study, 2, 2, [1, 2, 3, 4]), new byte[] { 1, 2, 3, 4 }, default);
        StoredContribution newest = (await store.Contributions.NewestAsync(study, default))!;
        Assert.Equal(2, newest.Round.Attempt);
        Assert.Equal([1, 2, 3, 4], store.Contributions.Read(newest));
    }

    [Fact]
    public async Task KeepReceipt_ErasesTheBytesAndKeepsTheLine()
    {
        StudyId study = await StudyAsync();
        using NodeStore store = await OpenAsync();
        SignedContribution signed = Contribution(study, 1, 1, [1, 2, 3, 4]);
        await store.Contributions.AddAsync(signed, new byte[] { 1, 2, 3, 4 }, default);
        await store.Contributions.BeginSendAsync(signed.Contribution.Round, default);
        await store.Contributions.EndSendAsync(signed.Contribution.Round, 4, default);
        await store.Contributions.KeepReceiptAsync(Receipt.Sign(signed.Contribution, key), default);

        StoredContribution line = Assert.Single(await store.Contributions.ListAsync(study, default));
        Assert.False(line.IsHeld);
        Assert.Equal((1, 4), (line.Sends, line.BytesSent));
        Assert.NotNull(line.FirstSent);
        Assert.True(line.Receipt?.IsSignedBy(key.Public));
        Assert.ThrowsAny<IOException>(() => store.Contributions.Read(line));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.FullName, "outgoing"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_BytesThatNoRowNames_AreSweptAway()
    {
        using (await OpenAsync())
        {
        }

        string outgoing = Path.Combine(folder.FullName, "outgoing");
        Digest orphan = new BlobFolder(outgoing).Put([1, 2, 3]);
        using NodeStore store = await OpenAsync();
        Assert.False(new BlobFolder(outgoing).Has(orphan));
    }

    private Task<NodeStore> OpenAsync() => NodeStore.OpenAsync(folder.FullName, TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(20));

    private async Task<StudyId> StudyAsync()
    {
        using NodeStore store = await OpenAsync();
        Signed<Plan> plan = Plan();
        await store.DecideAsync(plan, null, default);
        return plan.Content.Id;
    }

    private SignedContribution Contribution(StudyId study, int round, int attempt, byte[] payload) =>
        new Contribution(new RoundId(study, round, attempt), member, Digest.Of([1]), Digest.Of([2]), payload.Length / 4, Digest.Of(payload)).Sign(key);

    private Signed<Roster> Roster(int number)
    {
        using TlsIdentity tls = TlsIdentity.Create("coordinator", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        return Signed<Roster>.Sign(new Roster(1, number, key.Public, new CoordinatorEntry(key.Public, tls.Pin), []), key);
    }

    private Signed<Plan> Plan() => Signed<Plan>.Sign(
        new Plan(1, "gaps", "a test", new ConsortiumId(Digest.Of([3])), member, [member, MemberId.Create(), MemberId.Create()], 2,
            JsonText.Parse("{}"), JsonText.Parse("{}"), 5, 1, 0.2, 2, 1, 100, new StageLimits(3, 60, 1, 3)),
        key);
}
