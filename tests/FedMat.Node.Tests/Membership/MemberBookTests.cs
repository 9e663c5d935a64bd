using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>Whom a steward knows, and what the commands for it do.</summary>
public sealed class MemberBookTests : IDisposable
{
    private readonly TestConsortium consortium = new(others: 4);

    public void Dispose() => consortium.Dispose();

    private Member East => consortium.Others[0];

    [Fact]
    public async Task List_Nobody_IsKnownButTheNodeItself()
    {
        using MemberBook book = Open();
        MemberStanding known = Assert.Single(await book.ListAsync(default), standing => standing.IsKnown);
        Assert.Equal((consortium.Self.Id, Acquaintance.Self), (known.Member.Id, known.By));
    }

    [Fact]
    public async Task Confirm_Member_IsKnownSince()
    {
        using MemberBook book = Open();
        await book.ConfirmAsync(book.Find("East"), default);
        MemberStanding east = await StandingAsync(book, East);
        Assert.True(east.IsKnown);
        Assert.NotNull(east.Confirmed);
        Assert.True(await book.IsConfirmedAsync(East, default));
    }

    [Fact]
    public void Find_Administrator_SaysThatItsWordCountsForNothing()
    {
        using MemberBook book = Open();
        Assert.Contains("takes part in no sum", Assert.Throws<InputException>(() => book.Find(consortium.Administrator.Name)).Message);
    }

    [Fact]
    public async Task Forget_ConfirmedMember_IsUnknownAgain()
    {
        using MemberBook book = Open();
        await book.ConfirmAsync(East, default);
        Assert.True(await book.ForgetAsync(East.Id, default));
        Assert.False((await StandingAsync(book, East)).IsKnown);
        Assert.False(await book.ForgetAsync(East.Id, default));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task List_VouchesOfConfirmedMembers_CountUpToTheNumberNeeded(int vouchers, bool isKnown)
    {
        using MemberBook book = Open();
        using AgreementStore agreements = AgreementStore.Open(consortium.StateFolder, TimeProvider.System);
        foreach (Member voucher in consortium.Others.Skip(1).Take(vouchers))
        {
            await book.ConfirmAsync(voucher, default);
            await agreements.TakeVouchAsync(VouchOf(voucher), default);
        }

        MemberStanding east = await StandingAsync(book, East);
        Assert.Equal(isKnown, east.IsKnown);
        Assert.Equal(vouchers, east.Vouchers.Count);
    }

    [Fact]
    public async Task List_ConfirmedAndRevoked_IsNotKnown()
    {
        using (MemberBook book = Open())
            await book.ConfirmAsync(East, default);
        Roster roster = consortium.Roster(2).Content;
        roster = roster with { Members = [.. roster.Members.Select(member => member.Id == East.Id ? member with { Revoked = DateTimeOffset.UnixEpoch } : member)] };
        consortium.Write("roster.json", Signed<Roster>.Sign(roster, consortium.Root).ToJson());
        using MemberBook later = Open();
        Assert.False((await StandingAsync(later, East)).IsKnown);
        Assert.Throws<InputException>(() => later.Find("East"));
    }

    [Fact]
    public async Task List_BesideARunningNode_SeesTheNewestRoster()
    {
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        await parts.Rosters.TakeAsync(consortium.Roster(4), default);
        using MemberBook book = Open();
        Assert.Equal(4, book.Roster.Number);
    }

    [Theory]
    [InlineData("Nobody")]
    [InlineData(TestConsortium.NodeName)]
    public void Find_NobodyElse_SaysSo(string name)
    {
        using MemberBook book = Open();
        Assert.Throws<InputException>(() => book.Find(name));
    }

    [Fact]
    public void Fingerprint_TypedWithBlanksAndCapitals_IsTheSame()
    {
        using MemberBook book = Open();
        string typed = MemberFingerprint.Of(book.Roster.Consortium, East).Replace('-', ' ').ToUpperInvariant();
        Assert.True(book.IsFingerprintOf(East, typed));
        Assert.False(book.IsFingerprintOf(consortium.Others[1], typed));
    }

    [Fact]
    public async Task Vouch_OfThisMember_IsSignedAndSent()
    {
        MembershipScript script = new();
        await using MembershipDouble coordinator = await MembershipDouble.StartAsync(consortium.CoordinatorTls, script);
        using SiteMember self = SiteMember.Open(consortium.Options(coordinator.Address), TimeProvider.System);
        await self.VouchAsync(East, default).WaitAsync(RunningNode.Patience);
        Assert.True(script.Vouches.Reader.TryRead(out (VouchRequest Request, TlsPin Pin) sent));
        Signed<Vouch> vouch = sent.Request.Vouch.ToDocument<Vouch>();
        Assert.True(vouch.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal((East.Id, East.Key, East.Pin), (vouch.Content.Member, vouch.Content.Key, vouch.Content.Pin));
    }

    [Fact]
    public async Task Leave_IsSignedAndSent()
    {
        MembershipScript script = new();
        await using MembershipDouble coordinator = await MembershipDouble.StartAsync(consortium.CoordinatorTls, script);
        using SiteMember self = SiteMember.Open(consortium.Options(coordinator.Address), TimeProvider.System);
        await self.LeaveAsync("the project is over", default).WaitAsync(RunningNode.Patience);
        Assert.True(script.Departures.Reader.TryRead(out LeaveRequest? sent));
        Signed<Departure> departure = sent.Departure.ToDocument<Departure>();
        Assert.True(departure.IsSignedBy(consortium.NodeKey.Public));
        Assert.Equal((consortium.Self.Id, "the project is over"), (departure.Content.Member, departure.Content.Reason));
    }

    private MemberBook Open() => MemberBook.Open(consortium.Options(), TimeProvider.System);

    private static async Task<MemberStanding> StandingAsync(MemberBook book, Member member) =>
        (await book.ListAsync(default)).Single(standing => standing.Member.Id == member.Id);

    private Signed<Vouch> VouchOf(Member voucher) => Signed<Vouch>.Sign(
        new Vouch(Vouch.CurrentFormat, consortium.Roster(1).Content.Consortium, voucher.Id, East.Id, East.Key, East.Pin, DateTimeOffset.UnixEpoch),
        consortium.KeyOf(voucher.Id));
}
