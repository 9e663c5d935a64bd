using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>A member takes new keys, whatever interrupts it.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private readonly TestConsortium consortium = new();
    private readonly MembershipScript script = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Finish_Published_TheNodeStartsWithTheNewKeys()
    {
        await RotateAsync();
        using NodeParts parts = await OpenAsync();
        Assert.NotEqual(consortium.NodeKey.Public, parts.Site.Key.Public);
        Assert.NotEqual(consortium.NodeTls.Pin, parts.Site.Tls.Pin);
        Assert.Equal(2, parts.Rosters.Current.Number);
    }

    [Fact]
    public async Task Finish_Published_TheOldKeysAreKeptBesideThem()
    {
        await RotateAsync();
        Assert.Equal(consortium.NodeKey.Export(), await File.ReadAllTextAsync(consortium.PathOf("identity.key.old")));
        Assert.Equal(consortium.NodeTls.Export(), await File.ReadAllTextAsync(consortium.PathOf("tls.pem.old")));
        Assert.False(File.Exists(consortium.PathOf("identity.key.next")));
    }

    [Fact]
    public async Task Finish_Asked_TheOldKeyVouchesAndTheNewOneProvesItself()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using KeyRotation rotation = await BeginAsync(coordinator);
        await Assert.ThrowsAsync<TimeoutException>(() => FinishAsync(rotation));
        Assert.True(script.Vouches.Reader.TryRead(out (VouchRequest Request, TlsPin Pin) sent));
        Signed<Vouch> vouch = sent.Request.Vouch.ToDocument<Vouch>();
        Assert.True(vouch.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal((consortium.Self.Id, consortium.Self.Id), (vouch.Content.Voucher, vouch.Content.Member));
        Assert.True(new Signed<Vouch>(vouch.Content, Convert.ToBase64String(sent.Request.Possession.ToByteArray())).IsSignedBy(vouch.Content.Key));
        Assert.Equal(consortium.NodeTls.Pin, sent.Pin);
    }

    [Fact]
    public async Task Finish_NobodySigned_ThePresentKeysStayAndTheNextRunTakesUpTheNewOnes()
    {
        await using MembershipDouble coordinator = await StartAsync();
        string first;
        using (KeyRotation rotation = await BeginAsync(coordinator))
        {
            first = rotation.Fingerprint;
            await Assert.ThrowsAsync<TimeoutException>(() => FinishAsync(rotation));
        }

        Assert.Equal(consortium.NodeKey.Export(), await File.ReadAllTextAsync(consortium.PathOf("identity.key")));
        using KeyRotation again = await BeginAsync(coordinator);
        Assert.Equal(first, again.Fingerprint);
    }

    [Fact]
    public async Task Begin_PublishedWhileNobodyWaited_GoesOn()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using (KeyRotation rotation = await BeginAsync(coordinator))
            await Assert.ThrowsAsync<TimeoutException>(() => FinishAsync(rotation));
        Publish();
        using (KeyRotation again = await BeginAsync(coordinator))
            Assert.Equal(2, await FinishAsync(again));
    }

    [Fact]
    public async Task Begin_KilledBetweenTheTwoFiles_FinishesTheRest()
    {
        await RotateAsync();
        string next = await File.ReadAllTextAsync(consortium.PathOf("identity.key"));
        File.Move(consortium.PathOf("identity.key"), consortium.PathOf("identity.key.next"));
        File.Move(consortium.PathOf("identity.key.old"), consortium.PathOf("identity.key"));
        using (KeyRotation rotation = await KeyRotation.BeginAsync(consortium.Options(), TimeProvider.System, default))
        {
            Assert.True(rotation.IsPublished);
            await FinishAsync(rotation);
        }

        Assert.Equal(next, await File.ReadAllTextAsync(consortium.PathOf("identity.key")));
    }

    [Fact]
    public async Task Finish_RosterWithYetOtherKeys_ChangesNothing()
    {
        await using MembershipDouble coordinator = await StartAsync();
        script.RosterFor = _ => consortium.Roster(2, self: consortium.Self with { Key = consortium.CoordinatorKey.Public });
        using KeyRotation rotation = await BeginAsync(coordinator);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(rotation));
        Assert.Equal(RefusalCode.KeyUnusable, refused.Refusal.Code);
        Assert.Equal(consortium.NodeKey.Export(), await File.ReadAllTextAsync(consortium.PathOf("identity.key")));
    }

    [Fact]
    public async Task Finish_RosterOfTheCoordinator_ChangesNothing()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using KeyRotation rotation = await BeginAsync(coordinator);
        Publish(consortium.CoordinatorKey);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(rotation));
        Assert.Equal(RefusalCode.RosterNotSigned, refused.Refusal.Code);
    }

    [Fact]
    public async Task Begin_NodeRuns_IsRefused()
    {
        using FolderLock node = FolderLock.Take(consortium.StateFolder);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => KeyRotation.BeginAsync(consortium.Options(), TimeProvider.System, default));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }

    [Fact]
    public async Task Rows_AfterARotation_AreStillTheSame()
    {
        int before = await SnapshotAsync(seed: 1);
        await RotateAsync();
        Assert.Equal(before, await SnapshotAsync(seed: 2));
    }

    [Fact]
    public async Task Rows_AfterTwoRotations_AreStillTheSame()
    {
        int before = await SnapshotAsync(seed: 1);
        await RotateAsync(2);
        await RotateAsync(3);
        Assert.Equal(before, await SnapshotAsync(seed: 2));
    }

    [Fact]
    public async Task RowKey_KeptAndDamaged_IsNotReplaced()
    {
        await SnapshotAsync(seed: 1);
        await RotateAsync();
        string kept = Assert.Single(Directory.GetFiles(SnapshotKeeper.FolderIn(consortium.StateFolder), "key-*"));
        await File.WriteAllBytesAsync(kept, new byte[10]);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => SnapshotAsync(seed: 2));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }

    [Fact]
    public void Renew_Certificate_KeepsThePin()
    {
        DateTimeOffset end = KeyRenewal.Renew(consortium.Options(), TimeProvider.System);
        using TlsIdentity renewed = TlsIdentity.Import(File.ReadAllText(consortium.PathOf("tls.pem")));
        Assert.Equal(consortium.NodeTls.Pin, renewed.Pin);
        Assert.Equal(end.UtcDateTime, renewed.Certificate.NotAfter.ToUniversalTime(), TimeSpan.FromSeconds(1));
    }

    private Task<NodeParts> OpenAsync() => NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);

    private Task<MembershipDouble> StartAsync() => MembershipDouble.StartAsync(consortium.CoordinatorTls, script);

    private Task<KeyRotation> BeginAsync(MembershipDouble coordinator) =>
        KeyRotation.BeginAsync(consortium.Options(coordinator.Address), TimeProvider.System, default);

    private static Task<int> FinishAsync(KeyRotation rotation) =>
        rotation.FinishAsync(TimeSpan.Zero, _ => { }, default).WaitAsync(RunningNode.Patience);

    private async Task RotateAsync(int number = 2)
    {
        await using MembershipDouble coordinator = await StartAsync();
        using KeyRotation rotation = await BeginAsync(coordinator);
        Publish(number: number);
        await FinishAsync(rotation);
    }

    /// <summary>The administrator signs a roster with the keys that wait.</summary>
    private void Publish(SigningKey? signer = null, int number = 2)
    {
        using SigningKey key = SigningKey.Import(File.ReadAllText(consortium.PathOf("identity.key.next")));
        using TlsIdentity tls = TlsIdentity.Import(File.ReadAllText(consortium.PathOf("tls.pem.next")));
        Roster roster = consortium.Roster(number, self: consortium.Self with { Key = key.Public, Pin = tls.Pin }).Content;
        Signed<Roster> signed = Signed<Roster>.Sign(roster, signer ?? consortium.Root);
        TlsPin pin = tls.Pin;
        script.RosterFor = shown => shown == pin ? signed : null;
    }

    private async Task<int> SnapshotAsync(int seed)
    {
        using NodeParts parts = await OpenAsync();
        Outcome<SnapshotRecord> snapshot = await new SnapshotKeeper(consortium.StateFolder, parts.Site, parts.Store).UseAsync(
            consortium.Plan() with { Seed = seed }, await parts.Site.ReadDataAsync(default), default);
        return snapshot.OrThrow().Number;
    }
}
