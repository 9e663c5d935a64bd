using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Coordinator.Tests;

public sealed class EnrolmentTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly Consortium consortium;
    private readonly Party newcomer;
    private readonly byte[] token = RandomNumberGenerator.GetBytes(Invitation.TokenSize);

    public EnrolmentTests()
    {
        consortium = new Consortium(time);
        newcomer = Stranger();
    }

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync()
    {
        newcomer.Dispose();
        await consortium.DisposeAsync();
    }

    [Fact]
    public async Task Join_WithAnInvitation_WaitsUntilARosterNamesTheMember()
    {
        await InviteAsync();

        Assert.Equal("waiting", (await JoinAsync(newcomer, Request())).Status);
        PendingItem pending = Assert.Single(await consortium.PendingAsync());
        Assert.Equal(Request().Content.Fingerprint, pending.Join.ToDocument<JoinRequest>().Content.Fingerprint);
        await ApproveAsync();

        JoinReply reply = await StatusAsync(newcomer);
        Assert.Equal(("approved", 2), (reply.Status, reply.Roster.ToDocument<Roster>().Content.Number));
        Assert.Empty(await consortium.PendingAsync());
        Assert.Empty((await newcomer.HelloAsync(consortium.Grpc, roster: 2)).Roster);
    }

    [Fact]
    public async Task Join_Again_AnswersTheSame()
    {
        await InviteAsync();
        JoinReply first = await JoinAsync(newcomer, Request());

        Assert.Equal(first, await JoinAsync(newcomer, Request()));
        Assert.Single(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Join_WithAStolenInvitationThatWasUsed_IsRefused()
    {
        await InviteAsync();
        await JoinAsync(newcomer, Request());
        using Party thief = Stranger();

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(thief, Request(thief))));
    }

    [Fact]
    public async Task Join_WithAnExpiredInvitation_IsRefused()
    {
        await InviteAsync();
        time.Advance(TimeSpan.FromDays(8));

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(newcomer, Request())));
    }

    [Fact]
    public async Task Join_ThatWasAskedInTime_IsAnsweredAfterTheInvitationExpired()
    {
        await InviteAsync();
        await JoinAsync(newcomer, Request());
        time.Advance(TimeSpan.FromDays(8));

        Assert.Equal("waiting", (await StatusAsync(newcomer)).Status);
    }

    [Fact]
    public async Task Join_ForAnotherConsortium_IsRefused()
    {
        await InviteAsync();
        JoinRequest foreign = Request().Content with { Consortium = ConsortiumId.Of(newcomer.Key.Public) };

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(newcomer, Signed<JoinRequest>.Sign(foreign, newcomer.Key))));
    }

    [Fact]
    public async Task Join_UnderAnotherName_IsRefused()
    {
        await InviteAsync();
        JoinRequest other = Request().Content with { Name = "fornax" };

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(newcomer, Signed<JoinRequest>.Sign(other, newcomer.Key))));
    }

    [Fact]
    public async Task Join_WithAnotherToken_IsRefused()
    {
        await InviteAsync();
        token[0] ^= 1;

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(newcomer, Request())));
    }

    [Fact]
    public async Task Join_WithTheHashButNotTheToken_IsRefused()
    {
        await InviteAsync();
        Signed<JoinRequest> request = Request();
        token[0] ^= 1;

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(newcomer, request)));
    }

    [Fact]
    public async Task Join_OverAnotherCertificateThanTheRequests_IsRefused()
    {
        await InviteAsync();
        using Party other = Stranger();

        Assert.Equal(RefusalCode.UnknownCertificate, await RefusalOfAsync(() => JoinAsync(other, Request())));
    }

    [Fact]
    public async Task Join_SignedByAnotherKeyThanTheRequests_IsRefused()
    {
        await InviteAsync();

        Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(() => JoinAsync(newcomer, Signed<JoinRequest>.Sign(Request().Content, consortium.Key))));
    }

    [Fact]
    public async Task Join_WithAMembersKeys_IsRefused()
    {
        await InviteAsync();

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => JoinAsync(consortium.Nodes[0], Request(consortium.Nodes[0]))));
    }

    [Fact]
    public async Task JoinStatus_AskedByAnotherCertificate_IsRefused()
    {
        await InviteAsync();
        await JoinAsync(newcomer, Request());
        using Party other = Stranger();

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => StatusAsync(other)));
    }

    [Fact]
    public async Task Declined_Request_IsAnsweredWithTheReason()
    {
        await InviteAsync();
        await JoinAsync(newcomer, Request());
        PendingItem pending = Assert.Single(await consortium.PendingAsync());

        await DeclineAsync(pending.Id);

        JoinReply reply = await StatusAsync(newcomer);
        Assert.Equal(("refused", "another fingerprint was read out"), (reply.Status, reply.Reason));
        Assert.Empty(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Declined_Invitation_CannotBeUsed()
    {
        await InviteAsync();

        await DeclineAsync(Assert.Single(await consortium.PendingAsync()).Id);

        Assert.Equal("refused", (await JoinAsync(newcomer, Request())).Status);
    }

    [Theory]
    [InlineData("aurora")]
    [InlineData("Aurora")]
    [InlineData("elara")]
    public async Task Invite_UnderANameThatIsTakenOrInvited_IsRefused(string name)
    {
        await InviteAsync();

        Assert.Equal(RefusalCode.InvitationUnusable, await RefusalOfAsync(() => InviteAsync(name, RandomNumberGenerator.GetBytes(Invitation.TokenSize))));
    }

    [Fact]
    public async Task Invite_OfANameWhoseInvitationHasExpired_IsTaken()
    {
        await InviteAsync();
        time.Advance(TimeSpan.FromDays(8));

        await InviteAsync("elara", RandomNumberGenerator.GetBytes(Invitation.TokenSize));

        Assert.Equal("elara", Assert.Single(await consortium.PendingAsync()).Invited.Member);
    }

    [Fact]
    public async Task Invitation_AndRequest_SurviveARestart()
    {
        await InviteAsync();
        await JoinAsync(newcomer, Request());

        await consortium.RestartAsync();

        Assert.Equal("waiting", (await StatusAsync(newcomer)).Status);
    }

    private static Task<RefusalCode> RefusalOfAsync<T>(Func<Task<T>> call) => RefusalOfAsync((Func<Task>)call);

    private static async Task<RefusalCode> RefusalOfAsync(Func<Task> call) => (await Party.RefusalOfAsync(call)).Code;

    private Party Stranger() => new("elara", MemberRole.Node, time.GetUtcNow()) { Coordinator = consortium.Administrator.Coordinator };

    private Task InviteAsync() => InviteAsync("elara", token);

    private async Task InviteAsync(string name, byte[] secret)
    {
        InviteRequest request = new() { Member = name, Token = Digest.Of(secret).ToBytes(), ExpiresUnixMs = time.GetUtcNow().AddDays(7).ToUnixTimeMilliseconds() };
        await consortium.Administrator.Membership(consortium.Grpc).InviteAsync(request).ResponseAsync.WaitAsync(Party.Soon);
    }

    private Signed<JoinRequest> Request(Party? party = null)
    {
        Party asking = party ?? newcomer;
        return Signed<JoinRequest>.Sign(
            new JoinRequest(1, consortium.Roster.Content.Consortium, "elara", asking.Key.Public, asking.Tls.Pin, Digest.Of(token)), asking.Key);
    }

    private async Task<JoinReply> JoinAsync(Party party, Signed<JoinRequest> request)
    {
        JoinMessage message = new() { Request = request.ToBytes(), Token = ByteString.CopyFrom(token) };
        return await party.Enrolment(consortium.Grpc).JoinAsync(message).ResponseAsync.WaitAsync(Party.Soon);
    }

    private async Task<JoinReply> StatusAsync(Party party) =>
        await party.Enrolment(consortium.Grpc).JoinStatusAsync(new JoinStatusRequest { Invitation = Digest.Of(token).ToBytes() }).ResponseAsync.WaitAsync(Party.Soon);

    private Task ApproveAsync() => consortium.PublishAsync(consortium.Next(roster => roster with { Members = [.. roster.Members, newcomer.Member] }));

    private async Task DeclineAsync(long id) => await consortium.Administrator.Membership(consortium.Grpc)
        .DeclineAsync(new DeclineRequest { Id = id, Reason = "another fingerprint was read out" }).ResponseAsync.WaitAsync(Party.Soon);
}
