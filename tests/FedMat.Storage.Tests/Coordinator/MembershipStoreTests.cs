using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests;

public sealed class MembershipStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = StudyFolder.Now;
    private static readonly AuditEntry Entry = new(Now, "administrator", "a test", "");
    private readonly StudyFolder folder = new();

    private MembershipStore Store => folder.Store.Membership;

    public Task InitializeAsync() => folder.OpenAsync();

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Invite_SurvivesARestart()
    {
        Assert.Null(await InviteAsync("aurora", 1));
        await folder.ReopenAsync();

        PendingRecord invited = Assert.Single(await Store.WaitingAsync(CancellationToken.None));
        Assert.Equal(("aurora", PendingKind.Invited, Now.AddDays(7)), (invited.Name, invited.Kind, invited.Expires));
        Assert.Equal(invited.Id, (await Store.FindAsync(Token(1), CancellationToken.None))?.Id);
    }

    [Theory]
    [InlineData("aurora", 2)]
    [InlineData("AURORA", 2)]
    [InlineData("borealis", 1)]
    public async Task Invite_OfAnInvitedNameOrAKnownToken_IsRefusedAndNotLogged(string name, byte token)
    {
        await InviteAsync("aurora", 1);

        Assert.Equal(RefusalCode.InvitationUnusable, (await InviteAsync(name, token))?.Code);
        Assert.Single(await folder.Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Use_Twice_KeepsTheFirstRequest()
    {
        await InviteAsync("aurora", 1);
        PendingRecord invitation = (await Store.FindAsync(Token(1), CancellationToken.None))!;
        await Store.UseAsync(invitation, new byte[] { 1 }, Entry, CancellationToken.None);

        PendingRecord used = await Store.UseAsync(invitation, new byte[] { 2 }, Entry, CancellationToken.None);

        Assert.Equal((PendingKind.Join, 1), (used.Kind, used.Body.Span[0]));
    }

    [Fact]
    public async Task Decline_OfWhatDoesNotWait_ChangesNothing()
    {
        await InviteAsync("aurora", 1);
        long id = Assert.Single(await Store.WaitingAsync(CancellationToken.None)).Id;
        await Store.DeclineAsync(id, "first", _ => Entry, CancellationToken.None);

        Assert.Null(await Store.DeclineAsync(id, "second", _ => Entry, CancellationToken.None));
        Assert.Equal("first", (await Store.FindAsync(Token(1), CancellationToken.None))?.Reason);
    }

    [Fact]
    public async Task Request_OfAMemberAgain_TakesThePlaceOfTheOneThatWaits()
    {
        Member member = Member();
        await Store.RequestAsync(PendingRecord.Request(PendingKind.Departure, member, new byte[] { 1 }, Now), Entry, CancellationToken.None);
        await Store.RequestAsync(PendingRecord.Request(PendingKind.Departure, member, new byte[] { 2 }, Now), Entry, CancellationToken.None);

        Assert.Equal(2, Assert.Single(await Store.WaitingAsync(CancellationToken.None)).Body.Span[0]);
    }

    [Fact]
    public async Task Vouch_ForTheSameMember_KeepsTheNewest()
    {
        MemberId other = MemberId.Create();
        await VouchAsync(other, Now.AddDays(1));

        Assert.Null(await VouchAsync(other, Now));
        Assert.Equal(1, (await VouchAsync(other, Now.AddDays(2)))?.Replaced);
        await folder.ReopenAsync();

        StoredVouch kept = Assert.Single(await Store.VouchesAsync(CancellationToken.None));
        Assert.Equal((2, Now.AddDays(2)), (kept.Number, kept.Vouch.Content.Made));
    }

    [Fact]
    public async Task Vouch_ForAKeyOfItsOwn_KeepsThoseForEarlierKeys()
    {
        Member self = Member();
        for (int day = 0; day < 3; day++)
        {
            using SigningKey next = SigningKey.Create();
            Vouch vouch = new(1, folder.Plan.Content.Consortium, self.Id, self.Id, next.Public, Member().Pin, Now.AddDays(day));
            await Store.VouchAsync(Signed<Vouch>.Sign(vouch, folder.Key), null, Entry, CancellationToken.None);
        }

        Assert.Equal(3, (await Store.VouchesAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Publish_EndsWhatIsFulfilledAndNothingElse()
    {
        await InviteAsync("aurora", 1);
        await InviteAsync("borealis", 2);
        Roster roster = new(1, 1, folder.Key.Public, new CoordinatorEntry(folder.Key.Public, default), [Member()]);

        await Store.PublishAsync(Signed<Roster>.Sign(roster, folder.Key), item => item.Name == "aurora", Entry, CancellationToken.None);

        Assert.Equal("borealis", Assert.Single(await Store.WaitingAsync(CancellationToken.None)).Name);
        Assert.Equal(PendingState.Fulfilled, (await Store.FindAsync(Token(1), CancellationToken.None))?.State);
        Assert.Equal(1, Assert.Single(await folder.Store.RostersAsync(CancellationToken.None)).Content.Number);
    }

    [Fact]
    public async Task Answer_OfAMember_TakesThePlaceOfTheOneBefore()
    {
        await AnswerAsync(1);
        await AnswerAsync(2);
        await folder.ReopenAsync();

        Assert.Equal(2, Assert.Single(await Store.AnswersAsync(CancellationToken.None)).Content.Number);
    }

    private static Digest Token(byte fill) => Digest.Of([fill]);

    private Member Member() => new(MemberId.Create(), "aurora", MemberRole.Node, folder.Key.Public, default, Now);

    private Task<Refusal?> InviteAsync(string name, byte token) =>
        Store.InviteAsync(PendingRecord.Invitation(name, Token(token), Now, Now.AddDays(7)), Entry, CancellationToken.None);

    private Task<(StoredVouch Kept, long? Replaced)?> VouchAsync(MemberId other, DateTimeOffset made)
    {
        Vouch vouch = new(1, folder.Plan.Content.Consortium, folder.Members[0], other, folder.Key.Public, default, made);
        return Store.VouchAsync(Signed<Vouch>.Sign(vouch, folder.Key), null, Entry, CancellationToken.None);
    }

    private Task AnswerAsync(int number)
    {
        StudyConsent answer = new(1, folder.Plan.Content.Consortium, folder.Study, folder.Members[0], number, ConsentAnswer.Granted, "", Now.AddDays(9), Now);
        return Store.AnswerAsync(Signed<StudyConsent>.Sign(answer, folder.Key), Entry, CancellationToken.None);
    }
}
