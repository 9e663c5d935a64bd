using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node.Tests;

/// <summary>An organisation answers its invitation, and what it believes of what comes back.</summary>
public sealed class JoinTests : IDisposable
{
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestConsortium consortium = new();
    private readonly MembershipScript script = new();

    public void Dispose() => consortium.Dispose();

    private string Folder => consortium.PathOf("west");

    [Fact]
    public async Task Join_Approved_TheFolderIsReadyToBeFilled()
    {
        script.Decide = request => MembershipScript.Approved(With(request));
        await using MembershipDouble coordinator = await StartAsync();
        using (NewMember member = Prepare(coordinator))
            await JoinAsync(member);
        NodeOptions options = NodeOptions.Read(Path.Combine(Folder, "node.json"));
        Assert.Equal(("West Lab", coordinator.Address), (options.Name, options.Coordinator));
        using SiteMember self = SiteMember.Open(options, TimeProvider.System);
        Assert.Equal("West Lab", self.Self.Name);
    }

    [Fact]
    public async Task Join_UnderTheNameOfOneThatLeft_IsWelcomed()
    {
        using SigningKey key = SigningKey.Create();
        using TlsIdentity tls = consortium.NewTls("left");
        Member left = new(MemberId.Create(), "West Lab", MemberRole.Node, key.Public, tls.Pin, Later, DateTimeOffset.UnixEpoch);
        script.Decide = request =>
        {
            Roster roster = With(request).Content;
            return MembershipScript.Approved(Signed<Roster>.Sign(roster with { Members = [left, .. roster.Members] }, consortium.Root));
        };
        await using MembershipDouble coordinator = await StartAsync();
        using (NewMember member = Prepare(coordinator))
            await JoinAsync(member);
        using SiteMember self = SiteMember.Open(NodeOptions.Read(Path.Combine(Folder, "node.json")), TimeProvider.System);
        Assert.NotEqual(left.Id, self.Self.Id);
    }

    [Fact]
    public async Task Join_Asked_BothKeysAreShownToBeHeld()
    {
        await using MembershipDouble coordinator = await StartAsync();
        using NewMember member = Prepare(coordinator);
        await Assert.ThrowsAsync<TimeoutException>(() => JoinAsync(member));
        Assert.True(script.Joins.Reader.TryRead(out (JoinMessage Message, TlsPin Pin) asked));
        Signed<JoinRequest> request = asked.Message.Request.ToDocument<JoinRequest>();
        Assert.True(request.IsSignedBy(request.Content.Key));
        Assert.Equal(asked.Pin, request.Content.Pin);
        Assert.Equal(member.Fingerprint, request.Content.Fingerprint);
    }

    [Fact]
    public async Task Join_NobodyDecided_TheNextRunGoesOnWithTheSameKeys()
    {
        await using MembershipDouble coordinator = await StartAsync();
        Invitation invitation = Invite(coordinator);
        string first;
        using (NewMember member = Prepare(invitation))
        {
            first = member.Fingerprint;
            await Assert.ThrowsAsync<TimeoutException>(() => JoinAsync(member));
        }

        using NewMember again = Prepare(invitation);
        Assert.Equal(first, again.Fingerprint);
    }

    [Fact]
    public async Task Join_WithAPassphrase_BothKeysAreSealed()
    {
        await using MembershipDouble coordinator = await StartAsync();
        consortium.Write("passphrase", "a long one", secret: true);
        using NewMember member = NewMember.Prepare(
            Invite(coordinator).ToLine(), Folder, new JoinSettings(consortium.PathOf("passphrase")), TimeProvider.System);
        Assert.All(new[] { "identity.key", "tls.pem" }, name => Assert.True(SealedText.IsSealed(File.ReadAllText(Path.Combine(Folder, name)))));
    }

    [Fact]
    public async Task Keys_OnTheDisk_AreTheirOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using MembershipDouble coordinator = await StartAsync();
        using NewMember member = Prepare(coordinator);
        UnixFileMode[] modes = [File.GetUnixFileMode(Path.Combine(Folder, "identity.key")), File.GetUnixFileMode(Path.Combine(Folder, "tls.pem"))];
        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    [Fact]
    public async Task Prepare_DamagedLine_SaysSoAndWritesNothing()
    {
        await using MembershipDouble coordinator = await StartAsync();
        RefusedException refused = Assert.Throws<RefusedException>(
            () => NewMember.Prepare(Invite(coordinator).ToLine()[..^3], Folder, new JoinSettings(), TimeProvider.System));
        Assert.Equal(RefusalCode.InvitationUnusable, refused.Refusal.Code);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Prepare_ExpiredLine_SaysWhomToAskAndWritesNothing()
    {
        await using MembershipDouble coordinator = await StartAsync();
        RefusedException refused = Assert.Throws<RefusedException>(() => Prepare(Invite(coordinator) with { Expires = DateTimeOffset.UnixEpoch }));
        Assert.Equal(RefusalCode.InvitationUnusable, refused.Refusal.Code);
        Assert.Contains("ask the administrator", refused.Message);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Prepare_FolderOfAMember_IsRefused()
    {
        script.Decide = request => MembershipScript.Approved(With(request));
        await using MembershipDouble coordinator = await StartAsync();
        using (NewMember member = Prepare(coordinator))
            await JoinAsync(member);
        RefusedException refused = Assert.Throws<RefusedException>(() => Prepare(coordinator));
        Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
    }

    [Fact]
    public async Task Join_CoordinatorWithAnotherCertificate_NothingIsSaidToIt()
    {
        using TlsIdentity other = consortium.NewTls("coordinator");
        await using MembershipDouble coordinator = await MembershipDouble.StartAsync(other, script);
        using NewMember member = Prepare(coordinator);
        Assert.Equal(RefusalCode.UnknownCertificate, (await RefusedAsync(member)).Code);
        Assert.False(script.Joins.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Join_RosterOfAnotherConsortium_IsNotBelieved()
    {
        using SigningKey other = SigningKey.Create();
        script.Decide = request => MembershipScript.Approved(Signed<Roster>.Sign(With(request).Content with { Root = other.Public }, other));
        await NotBelievedAsync(RefusalCode.RosterNotSigned);
    }

    [Fact]
    public async Task Join_RosterSignedByTheCoordinator_IsNotBelieved()
    {
        script.Decide = request => MembershipScript.Approved(Signed<Roster>.Sign(With(request).Content, consortium.CoordinatorKey));
        await NotBelievedAsync(RefusalCode.RosterNotSigned);
    }

    [Fact]
    public async Task Join_RosterWithAnotherKeyUnderTheName_IsNotBelieved()
    {
        script.Decide = request => MembershipScript.Approved(With(request with { Key = consortium.CoordinatorKey.Public }));
        await NotBelievedAsync(RefusalCode.KeyUnusable);
    }

    [Fact]
    public async Task Join_RosterWithAnotherPinUnderTheName_IsNotBelieved()
    {
        using TlsIdentity other = consortium.NewTls("West Lab");
        TlsPin pin = other.Pin;
        script.Decide = request => MembershipScript.Approved(With(request with { Pin = pin }));
        await NotBelievedAsync(RefusalCode.KeyUnusable);
    }

    [Fact]
    public async Task Join_TurnedDown_SaysWhy()
    {
        script.Decide = _ => new JoinReply { Status = "refused", Reason = "the fingerprint differs" };
        await using MembershipDouble coordinator = await StartAsync();
        using NewMember member = Prepare(coordinator);
        Refusal refusal = await RefusedAsync(member);
        Assert.Equal(RefusalCode.InvitationUnusable, refusal.Code);
        Assert.Contains("the fingerprint differs", refusal.Detail);
    }

    [Fact]
    public async Task Join_AfterTheRootWasHandedOver_IsOfTheSameConsortium()
    {
        using SigningKey next = SigningKey.Create();
        script.Decide = request =>
        {
            Roster roster = consortium.HandedOver(2, next).Content;
            return MembershipScript.Approved(Signed<Roster>.Sign(roster with { Members = With(request).Content.Members }, next));
        };
        await using MembershipDouble coordinator = await StartAsync();
        Invitation invitation = Invitation.Create(
            coordinator.Address, consortium.CoordinatorTls.Pin, next.Public, "West Lab", Later, consortium.Roster(1).Content.Consortium);
        using NewMember member = Prepare(invitation);
        Assert.Equal(2, (await JoinAsync(member)).Number);
    }

    private Task<MembershipDouble> StartAsync() => MembershipDouble.StartAsync(consortium.CoordinatorTls, script);

    private Invitation Invite(MembershipDouble coordinator) =>
        Invitation.Create(coordinator.Address, consortium.CoordinatorTls.Pin, consortium.Root.Public, "West Lab", Later);

    private NewMember Prepare(MembershipDouble coordinator) => Prepare(Invite(coordinator));

    private NewMember Prepare(Invitation invitation) => NewMember.Prepare(invitation.ToLine(), Folder, new JoinSettings(), TimeProvider.System);

    private static Task<Roster> JoinAsync(NewMember member) => member.JoinAsync(TimeSpan.Zero, _ => { }, default).WaitAsync(RunningNode.Patience);

    private static async Task<Refusal> RefusedAsync(NewMember member) =>
        (await Assert.ThrowsAsync<RefusedException>(() => JoinAsync(member))).Refusal;

    private async Task NotBelievedAsync(RefusalCode code)
    {
        await using MembershipDouble coordinator = await StartAsync();
        using NewMember member = Prepare(coordinator);
        Assert.Equal(code, (await RefusedAsync(member)).Code);
        Assert.False(File.Exists(Path.Combine(Folder, "node.json")));
        Assert.False(File.Exists(Path.Combine(Folder, "roster.json")));
    }

    private Signed<Roster> With(JoinRequest request)
    {
        Roster roster = consortium.Roster(2).Content;
        Member member = new(MemberId.Create(), request.Name, MemberRole.Node, request.Key, request.Pin, Later);
        return Signed<Roster>.Sign(roster with { Members = [.. roster.Members, member] }, consortium.Root);
    }
}
