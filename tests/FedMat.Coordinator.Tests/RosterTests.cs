using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

public sealed class RosterTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    private Party Node => consortium.Nodes[0];

    [Fact]
    public async Task Publish_OfTheNextRoster_ReachesOpenStreamsAndNewHellos()
    {
        await Node.HelloAsync(consortium.Grpc, roster: 1);
        using NewsReader news = new(Node, consortium.Grpc);
        await news.NextAsync();

        await consortium.PublishAsync(consortium.Next());

        Assert.Equal(consortium.Roster.Hash, (await news.NextAsync(News.WhatOneofCase.Roster)).Roster.ToDocument<Roster>().Hash);
        Assert.Equal(consortium.Roster.Hash, (await Node.HelloAsync(consortium.Grpc, roster: 1)).Roster.ToDocument<Roster>().Hash);
    }

    [Fact]
    public async Task Watch_OpenedAfterARosterCameSinceHello_TellsIt()
    {
        await Node.HelloAsync(consortium.Grpc, roster: 1);
        await consortium.PublishAsync(consortium.Next());
        using NewsReader news = new(Node, consortium.Grpc);

        Assert.Equal(2, (await news.NextAsync(News.WhatOneofCase.Roster)).Roster.ToDocument<Roster>().Content.Number);
    }

    [Fact]
    public async Task Publish_OfTheNewestAgain_IsHarmless()
    {
        Signed<Roster> next = consortium.Next();
        await consortium.PublishAsync(next);

        await consortium.PublishAsync(next);

        CurrentReply current = await consortium.Administrator.Membership(consortium.Grpc).CurrentAsync(new CurrentRequest()).ResponseAsync.WaitAsync(Party.Soon);
        Assert.Equal(next.Hash, current.Roster.ToDocument<Roster>().Hash);
    }

    [Fact]
    public async Task Publish_OfAnOlderRoster_IsRefused()
    {
        Signed<Roster> first = consortium.Roster;
        await consortium.PublishAsync(consortium.Next());

        Assert.Equal(RefusalCode.RosterOlder, await RefusalOfAsync(first));
    }

    [Fact]
    public async Task Publish_OfARosterSignedByTheCoordinatorsKey_IsRefused() =>
        Assert.Equal(RefusalCode.RosterNotSigned, await RefusalOfAsync(consortium.Next(by: consortium.Key)));

    [Fact]
    public async Task Publish_OfARosterWhoseRootIsTheCoordinatorsKey_IsRefused() =>
        Assert.Equal(RefusalCode.RosterNotSigned, await RefusalOfAsync(consortium.Next(roster => roster with { Root = consortium.Key.Public }, consortium.Key)));

    [Fact]
    public async Task Publish_OfARosterThatDoesNotFollow_IsRefusedAndChangesNothing()
    {
        Assert.Equal(RefusalCode.RosterInvalid, await RefusalOfAsync(consortium.Next(roster => roster with { Members = [.. roster.Members.Skip(1)] })));

        Assert.Empty((await Node.HelloAsync(consortium.Grpc, roster: 1)).Roster);
    }

    [Fact]
    public async Task Publish_ByANode_IsRefused()
    {
        PublishRequest request = new() { Roster = consortium.Next().ToBytes() };

        Refusal refusal = await Party.RefusalOfAsync(() => Node.Membership(consortium.Grpc).PublishAsync(request).ResponseAsync);

        Assert.Equal(RefusalCode.WrongRole, refusal.Code);
    }

    [Fact]
    public async Task Published_Roster_HoldsAfterARestartWithTheOldFile()
    {
        await consortium.RevokeAsync(Node);

        await consortium.RestartAsync();

        Assert.Equal(RefusalCode.MemberRevoked, (await Party.RefusalOfAsync(() => Node.HelloAsync(consortium.Grpc, roster: 2))).Code);
    }

    [Fact]
    public async Task Start_WithAFileOfTheRootKeyThatHandedOver_IsRefused()
    {
        using SigningKey successor = SigningKey.Create();
        Handover handover = new(Handover.CurrentFormat, consortium.Roster.Content.Consortium, consortium.Roster.Content.Root, successor.Public, DateTimeOffset.UnixEpoch);
        Signed<Roster> old = consortium.Next(roster => roster with { Number = 3 });
        await consortium.PublishAsync(consortium.Next(
            roster => roster with { Root = successor.Public, Handovers = [consortium.SignByRoot(handover)] }, successor));

        await StartsNotAsync(RefusalCode.RosterNotSigned, old);
    }

    [Fact]
    public async Task Start_WithAFileThatLacksAMember_IsRefused() =>
        await StartsNotAsync(RefusalCode.RosterInvalid, consortium.Next(roster => roster with { Members = [.. roster.Members.Skip(1)] }));

    [Fact]
    public async Task RevokedMember_LosesItsStreamAndItsCalls()
    {
        using NewsReader news = new(Node, consortium.Grpc);
        await news.NextAsync();

        await consortium.RevokeAsync(Node);

        Assert.Equal(RefusalCode.MemberRevoked, (await news.BreakAsync()).ToRefusal()?.Code);
        Assert.Equal(RefusalCode.MemberRevoked, (await Party.RefusalOfAsync(() => Node.HelloAsync(consortium.Grpc, roster: 2))).Code);
    }

    [Fact]
    public async Task RevokedMember_IsGivenTheRosterThatSaysSo_AndNoneAfterIt()
    {
        await consortium.RevokeAsync(Node);
        await consortium.PublishAsync(consortium.Next());

        Roster given = (await Node.HelloAsync(consortium.Grpc, roster: 1)).Roster.ToDocument<Roster>().Content;

        Assert.Equal(2, given.Number);
        Assert.NotNull(given.Find(Node.Id)?.Revoked);
    }

    [Fact]
    public async Task RevokedAdministrator_LosesItsWatch()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        using AsyncServerStreamingCall<StudyProgress> watch =
            consortium.Administrator.Studies(consortium.Grpc).Watch(new WatchStudyRequest { Study = study.ToBytes() });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon));

        await consortium.RevokeAsync(consortium.Administrator);

        RpcException end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon))
            {
            }
        });
        Assert.Equal(RefusalCode.MemberRevoked, end.ToRefusal()?.Code);
    }

    [Fact]
    public async Task Publish_OfARevocation_StandsInTheAuditLog()
    {
        await consortium.RevokeAsync(Node);
        await consortium.StopAsync();

        using CoordinatorStore store = await consortium.OpenStoreAsync();
        AuditRecord last = (await store.Audit.ReadAsync(after: 0, most: 10, CancellationToken.None))[^1];
        Assert.Equal(("administrator", "published a roster"), (last.Entry.Who, last.Entry.What));
        Assert.EndsWith("; revokes 'aurora'", last.Entry.Detail);
    }

    [Fact]
    public async Task Propose_NamingARevokedMember_IsRefused()
    {
        await consortium.RevokeAsync(Node);

        Assert.Equal(RefusalCode.PlanMembers, (await Party.RefusalOfAsync(() => consortium.ProposeAsync(consortium.Plan()))).Code);
    }

    [Fact]
    public async Task RevokedMember_OfARunningStudy_IsNamedAsWhomItWaitsFor()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        await consortium.RevokeAsync(consortium.Nodes[2]);

        await consortium.SeeAsync(study, progress => progress.Reason.Contains("cirrus (revoked)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Member_WithANewCertificate_LosesItsOldStream()
    {
        using NewsReader news = new(Node, consortium.Grpc);
        await news.NextAsync();
        using TlsIdentity renewed = TlsIdentity.Create("aurora", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        await consortium.PublishAsync(consortium.NextWith(Node.Id, member => member with { Pin = renewed.Pin }));

        Assert.Equal(RefusalCode.UnknownCertificate, (await news.BreakAsync()).ToRefusal()?.Code);
    }

    [Fact]
    public async Task ExpiredRoster_OpensNoAttemptAndSaysWhy()
    {
        await consortium.PublishAsync(consortium.Next(roster => roster with { NotAfter = consortium.Time.GetUtcNow().AddMinutes(-1) }));

        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        StudyProgress held = await consortium.SeeAsync(study, progress => progress.Reason.StartsWith("FM110", StringComparison.Ordinal));
        Assert.Equal(0, held.Attempt);
    }

    [Fact]
    public async Task RenewedRoster_LetsAStudyBeginThatWaitedForIt()
    {
        await consortium.PublishAsync(consortium.Next(roster => roster with { NotAfter = consortium.Time.GetUtcNow().AddMinutes(-1) }));
        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        await consortium.PublishAsync(consortium.Next(roster => roster with { NotAfter = null }));

        await consortium.SeeAsync(study, progress => progress.Attempt == 1);
    }

    [Fact]
    public async Task RosterWithOtherCoordinatorKeys_IsToldAndWaitsForARestartWithThem()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        using NewsReader news = new(Node, consortium.Grpc);
        await news.NextAsync();
        using SigningKey next = SigningKey.Create();

        await consortium.PublishAsync(consortium.Next(roster => roster with { Coordinator = roster.Coordinator with { Key = next.Public } }));

        await news.NextAsync(News.WhatOneofCase.Roster);
        await consortium.SeeAsync(study, progress => progress.Reason.Contains("must be started with them", StringComparison.Ordinal));
        await consortium.StopAsync();
        Assert.Equal(RefusalCode.KeyUnusable, (await Assert.ThrowsAsync<RefusedException>(() => consortium.StartAsync())).Refusal.Code);
        AtomicFile.Write(consortium["identity.key"], System.Text.Encoding.UTF8.GetBytes(next.Export()), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await consortium.StartAsync();
        await consortium.SeeAsync(study, progress => progress.Attempt > 0);
    }

    private async Task<RefusalCode> RefusalOfAsync(Signed<Roster> roster) =>
        (await Party.RefusalOfAsync(() => consortium.PublishAsync(roster))).Code;

    private async Task StartsNotAsync(RefusalCode code, Signed<Roster> file)
    {
        await consortium.StopAsync();
        AtomicFile.Write(consortium.Options.RosterFile, file.ToIndentedJson());

        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => consortium.StartAsync());

        Assert.Equal(code, refused.Refusal.Code);
        Assert.Contains(consortium.Options.RosterFile, refused.Message, StringComparison.Ordinal);
    }
}
