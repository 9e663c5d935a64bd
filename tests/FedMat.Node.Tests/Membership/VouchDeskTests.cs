using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Wire;
using FedMat.Wire.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedMat.Node.Tests;

/// <summary>Which vouches a node takes from the coordinator.</summary>
public sealed class VouchDeskTests : IDisposable
{
    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    private Member East => consortium.Others[0];

    private Member South => consortium.Others[1];

    [Fact]
    public async Task Take_SignedByItsVoucher_IsKept()
    {
        Signed<Vouch> vouch = Signed<Vouch>.Sign(Words(), consortium.KeyOf(East.Id));
        Assert.Null(await TakeAsync(vouch));
        Assert.Equal(vouch.Hash, Assert.Single(await KeptAsync()).Hash);
    }

    [Fact]
    public async Task Take_SignedBySomebodyElse_IsRefused()
    {
        Assert.Equal(RefusalCode.SignatureInvalid, (await TakeAsync(Signed<Vouch>.Sign(Words(), consortium.CoordinatorKey)))?.Code);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Take_ForAnotherConsortium_IsRefused()
    {
        Vouch foreign = Words() with { Consortium = ConsortiumId.Of(consortium.CoordinatorKey.Public) };
        Assert.Equal(RefusalCode.Malformed, (await TakeAsync(Signed<Vouch>.Sign(foreign, consortium.KeyOf(East.Id))))?.Code);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Take_ReplayedForAnotherKey_IsRefused()
    {
        Signed<Vouch> good = Signed<Vouch>.Sign(Words(), consortium.KeyOf(East.Id));
        Signed<Vouch> replayed = new(good.Content with { Key = consortium.CoordinatorKey.Public }, good.Signature);
        Assert.Equal(RefusalCode.SignatureInvalid, (await TakeAsync(replayed))?.Code);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Take_VoucherOutsideTheRoster_IsRefused()
    {
        Vouch stranger = Words() with { Voucher = MemberId.Create() };
        Assert.Equal(RefusalCode.SignatureInvalid, (await TakeAsync(Signed<Vouch>.Sign(stranger, consortium.KeyOf(East.Id))))?.Code);
    }

    [Fact]
    public async Task Take_KeyChangeAfterItsRoster_IsKept()
    {
        using SigningKey next = SigningKey.Create();
        Roster roster = consortium.Roster(2).Content;
        roster = roster with { Members = [.. roster.Members.Select(member => member.Id == East.Id ? member with { Key = next.Public } : member)] };
        Signed<Vouch> change = Signed<Vouch>.Sign(Words() with { Member = East.Id, Key = next.Public }, consortium.KeyOf(East.Id));
        Assert.Null(await TakeAsync(change, Signed<Roster>.Sign(roster, consortium.Root)));
        Assert.Single(await KeptAsync());
    }

    [Fact]
    public async Task News_Vouch_IsKeptByARunningNode()
    {
        Script script = new(consortium.CoordinatorKey);
        script.Tell(new News { Vouch = Signed<Vouch>.Sign(Words(), consortium.KeyOf(East.Id)).ToBytes() });
        await using CoordinatorDouble coordinator = await CoordinatorDouble.StartAsync(consortium, script);
        await using RunningNode node = await RunningNode.StartAsync(consortium, coordinator);
        await node.LoggedAsync(Event.VouchTaken);
        Assert.Single(await KeptAsync());
    }

    private Vouch Words() => new(
        Vouch.CurrentFormat, consortium.Roster(1).Content.Consortium, East.Id, South.Id, South.Key, South.Pin, DateTimeOffset.UnixEpoch);

    private async Task<Refusal?> TakeAsync(Signed<Vouch> vouch, Signed<Roster>? newer = null)
    {
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        if (newer is not null)
            Assert.Null(await parts.Rosters.TakeAsync(newer, default));
        using AgreementStore agreements = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
        return await new VouchDesk(parts.Rosters, parts.Store, agreements, NullLogger<VouchDesk>.Instance).TakeAsync(vouch, default);
    }

    private async Task<List<Signed<Vouch>>> KeptAsync()
    {
        using AgreementStore agreements = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
        return await agreements.VouchesAsync(default);
    }
}
