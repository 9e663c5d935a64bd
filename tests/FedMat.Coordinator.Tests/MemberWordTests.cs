using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Coordinator.Tests;

/// <summary>What members say about each other, to plans, and when they leave.</summary>
public sealed class MemberWordTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    private Party Aurora => consortium.Nodes[0];

    private Party Borealis => consortium.Nodes[1];

    private ConsortiumId Consortium => consortium.Roster.Content.Consortium;

    [Fact]
    public async Task Vouch_IsToldOnOpenStreamsAndOnNewOnes()
    {
        using NewsReader open = new(Borealis, consortium.Grpc);
        await open.NextAsync();

        await VouchAsync(Aurora, Of(Aurora, Borealis));

        Assert.Equal(Of(Aurora, Borealis), (await open.NextAsync(News.WhatOneofCase.Vouch)).Vouch.ToDocument<Vouch>().Content with { Made = default });
        await consortium.RestartAsync();
        using NewsReader later = new(consortium.Nodes[2], consortium.Grpc);
        Assert.True((await later.NextAsync(News.WhatOneofCase.Vouch)).Vouch.ToDocument<Vouch>().IsSignedBy(Aurora.Key.Public));
    }

    [Fact]
    public async Task Vouch_InAnothersName_IsRefused() =>
        Assert.Equal(RefusalCode.ContributionForeign, await RefusalOfAsync(() => VouchAsync(Borealis, Of(Aurora, Borealis))));

    [Fact]
    public async Task Vouch_ThatTheCallerDidNotSign_IsRefused() =>
        Assert.Equal(RefusalCode.SignatureInvalid, await RefusalOfAsync(() => VouchAsync(Aurora, Of(Aurora, Borealis), signer: Borealis.Key)));

    [Fact]
    public async Task Vouch_ForANextKeyOfItsOwn_WaitsForTheAdministratorUntilARosterHasIt()
    {
        using SigningKey next = SigningKey.Create();

        await VouchAsync(Aurora, Of(Aurora, Aurora) with { Key = next.Public }, possession: next);

        PendingItem pending = Assert.Single(await consortium.PendingAsync());
        Assert.Equal(next.Public, pending.KeyChange.ToDocument<Vouch>().Content.Key);
        await consortium.PublishAsync(consortium.NextWith(Aurora.Id, member => member with { Key = next.Public }));
        Assert.Empty(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Vouch_ForANextKeyThatTheCallerDoesNotHold_IsRefused()
    {
        using SigningKey next = SigningKey.Create();

        Assert.Equal(
            RefusalCode.SignatureInvalid,
            await RefusalOfAsync(() => VouchAsync(Aurora, Of(Aurora, Aurora) with { Key = next.Public }, possession: Aurora.Key)));
    }

    [Fact]
    public async Task Departure_WaitsForTheAdministratorUntilTheMemberIsRevoked()
    {
        Departure departure = new(1, Consortium, Aurora.Id, "moving house", DateTimeOffset.UtcNow);
        LeaveRequest request = new() { Departure = Signed<Departure>.Sign(departure, Aurora.Key).ToBytes() };

        await Aurora.Rounds(consortium.Grpc).LeaveAsync(request).ResponseAsync.WaitAsync(Party.Soon);

        Assert.Equal(Aurora.Id, Assert.Single(await consortium.PendingAsync()).Departure.ToDocument<Departure>().Content.Member);
        await consortium.RevokeAsync(Aurora);
        Assert.Empty(await consortium.PendingAsync());
    }

    [Fact]
    public async Task Answer_IsShownWithItsReason()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        await AnswerAsync(Aurora, study, 1, ConsentAnswer.Refused, "too few partners");

        StudyProgress progress = await consortium.SeeAsync(study, now => now.Reason.Contains("'aurora' refused the plan: too few partners", StringComparison.Ordinal));
        Assert.Contains("'borealis' has not answered", progress.Reason);
        Assert.Equal(("refused", "too few partners"), (progress.Members[0].Answer, progress.Members[0].AnswerReason));
        Assert.Equal("", progress.Members[1].Answer);
    }

    [Fact]
    public async Task Answer_WithAHigherNumber_TakesThePlaceOfTheOneBefore()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await AnswerAsync(Aurora, study, 1, ConsentAnswer.Granted);

        await AnswerAsync(Aurora, study, 2, ConsentAnswer.Withdrawn);
        await consortium.RestartAsync();

        await consortium.SeeAsync(study, progress => progress.Members[0].Answer == "withdrawn");
    }

    [Theory]
    [InlineData(1, ConsentAnswer.Granted)]
    [InlineData(2, ConsentAnswer.Granted)]
    public async Task Answer_ThatIsOlderOrAnotherOfTheSameNumber_IsRefused(int number, ConsentAnswer answer)
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await AnswerAsync(Aurora, study, 2, ConsentAnswer.Withdrawn);

        Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(() => AnswerAsync(Aurora, study, number, answer)));
    }

    [Fact]
    public async Task Answer_Again_IsHarmless()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await AnswerAsync(Aurora, study, 1, ConsentAnswer.Granted);

        await AnswerAsync(Aurora, study, 1, ConsentAnswer.Granted);

        await consortium.SeeAsync(study, progress => progress.Members[0].Answer == "granted");
    }

    [Fact]
    public async Task Answer_ToAStudyThatDoesNotNameTheCaller_IsRefused()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());

        Assert.Equal(RefusalCode.ContributionForeign, await RefusalOfAsync(() => AnswerAsync(consortium.Outsider, study, 1, ConsentAnswer.Granted)));
    }

    [Fact]
    public async Task Acts_StandInTheAuditLog()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        await AnswerAsync(Aurora, study, 1, ConsentAnswer.Granted);
        await VouchAsync(Aurora, Of(Aurora, Borealis));
        await consortium.PublishAsync(consortium.Next());
        await consortium.StopAsync();

        using CoordinatorStore store = await consortium.OpenStoreAsync();
        IReadOnlyList<AuditRecord> rows = await store.Audit.ReadAsync(after: 0, most: 10, CancellationToken.None);
        Assert.Equal(
            ["coordinator read a roster", "administrator proposed a study", "aurora answered a plan", "aurora vouched", "administrator published a roster"],
            rows.Select(row => $"{row.Entry.Who} {row.Entry.What}"));
        Assert.Null(await store.Audit.VerifyAsync(CancellationToken.None));
    }

    private static async Task<RefusalCode> RefusalOfAsync(Func<Task> call) => (await Party.RefusalOfAsync(call)).Code;

    private Vouch Of(Party voucher, Party member) => new(1, Consortium, voucher.Id, member.Id, member.Key.Public, member.Tls.Pin, default);

    private async Task VouchAsync(Party caller, Vouch vouch, SigningKey? signer = null, SigningKey? possession = null)
    {
        Vouch made = vouch with { Made = DateTimeOffset.UtcNow };
        VouchRequest request = new() { Vouch = Signed<Vouch>.Sign(made, signer ?? caller.Key).ToBytes() };
        if (possession is not null)
            request.Possession = ByteString.FromBase64(Signed<Vouch>.Sign(made, possession).Signature);
        await caller.Rounds(consortium.Grpc).VouchAsync(request).ResponseAsync.WaitAsync(Party.Soon);
    }

    private async Task AnswerAsync(Party party, StudyId study, int number, ConsentAnswer answer, string reason = "")
    {
        DateTimeOffset made = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        StudyConsent consent = new(1, Consortium, study, party.Id, number, answer, reason, made.AddYears(100), made);
        AnswerRequest request = new() { Consent = Signed<StudyConsent>.Sign(consent, party.Key).ToBytes() };
        await party.Rounds(consortium.Grpc).AnswerAsync(request).ResponseAsync.WaitAsync(Party.Soon);
    }
}
