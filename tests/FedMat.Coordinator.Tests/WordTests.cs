using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Coordinator.Tests;

/// <summary>What is refused of what members say, with which number; and that it harms nobody.</summary>
public sealed class WordTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();
    private SumMember[] members = [];

    private Party Node => consortium.Nodes[0];

    private MemberTurn Turn => members[0].TurnOf(1);

    public async Task InitializeAsync()
    {
        await consortium.StartAsync();
        await consortium.ProposeAsync(consortium.Plan());
        members = [Join(0), Join(1)];
        await members[0].HearAsync(SumNews.WhatOneofCase.Opened, round: 1);
        await members[1].HearAsync(SumNews.WhatOneofCase.Opened, round: 1);
    }

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Word_ThatIsNoMessage_IsRefused() =>
        Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(Turn.Say(said => said.Advert = ByteString.CopyFromUtf8("no advert"))));

    [Fact]
    public async Task Word_OfAnotherKindThanItSays_IsRefused() =>
        Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(Turn.Say(said => said.Holding = Turn.Advert.Advert)));

    [Fact]
    public async Task Word_OfNoKind_IsRefused() => Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(Turn.Say(_ => { })));

    [Fact]
    public async Task Word_WithoutAKey_IsRefused() =>
        Assert.Equal(RefusalCode.Malformed, await RefusalOfAsync(new Said { Advert = Turn.Advert.Advert }));

    [Fact]
    public async Task Word_InAnothersName_IsRefused() =>
        Assert.Equal(RefusalCode.ContributionForeign, await RefusalOfAsync(members[1].TurnOf(1).Advert));

    [Fact]
    public async Task Word_OfAMemberThatThePlanDoesNotName_IsRefused() =>
        Assert.Equal(RefusalCode.ContributionForeign, (await Party.RefusalOfAsync(() => consortium.Outsider.SayAsync(consortium.Grpc, Turn.Advert))).Code);

    [Fact]
    public async Task Word_ForAnUnknownStudy_IsRefused() =>
        Assert.Equal(RefusalCode.StudyUnknown, await RefusalOfAsync(Keyed(Turn.Round with { Study = new StudyId(Digest.Of("other"u8)) })));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    public async Task Word_ForAnAttemptThatNeverWas_IsRefused(int round, int attempt) =>
        Assert.Equal(RefusalCode.RoundUnknown, await RefusalOfAsync(Keyed(Turn.Round with { Round = round, Attempt = attempt })));

    [Fact]
    public async Task Word_BeforeItsStep_IsRefused()
    {
        SignedMessage<Agreement> early = SignedMessage<Agreement>.Sign(new Agreement(Digest.Of("s"u8), Node.Id, Digest.Of("u3"u8)), Node.Key);

        Assert.Equal(RefusalCode.RoundUnknown, await RefusalOfAsync(Turn.Say(said => said.Agreement = early.ToByteString())));
    }

    [Fact]
    public async Task Word_WithAnothersSignature_IsRefused()
    {
        Advert advert = SignedMessage<Advert>.Parse(Turn.Advert.Advert.Span).Content;
        SignedMessage<Advert> forged = SignedMessage<Advert>.Sign(advert with { SelfMask = Digest.Of("other"u8) }, consortium.Nodes[1].Key);

        Assert.Equal(RefusalCode.SignatureInvalid, await RefusalOfAsync(Turn.Say(said => said.Advert = forged.ToByteString())));
    }

    [Fact]
    public async Task Advert_OtherThanTheFirst_IsRefusedAndToldToEverybody()
    {
        Advert advert = SignedMessage<Advert>.Parse(Turn.Advert.Advert.Span).Content;
        SignedMessage<Advert> second = SignedMessage<Advert>.Sign(advert with { SelfMask = Digest.Of("other"u8) }, Node.Key);

        Assert.Equal(RefusalCode.RequestDiffers, await RefusalOfAsync(Turn.Say(said => said.Advert = second.ToByteString())));

        Conviction conviction = (await members[1].HearAsync(SumNews.WhatOneofCase.Conviction, round: 1)).Conviction.ToBody<Conviction>();
        Assert.Equal((Node.Id, Offence.Equivocation), (conviction.Member, conviction.Offence));
        Assert.True(Aggregation.Evidence.Proves(conviction, Turn.Terms));
    }

    [Fact]
    public async Task Words_BeforeARefusedOne_WereTaken()
    {
        MemberTurn turn = new(Turn.Terms, consortium.Nodes[2]);

        Refusal refusal = await Party.RefusalOfAsync(
            () => consortium.Nodes[2].SayAsync(consortium.Grpc, turn.Advert, turn.Say(said => said.Dealing = ByteString.Empty)));

        Assert.Equal(RefusalCode.Malformed, refusal.Code);
        await members[0].HearAsync(SumNews.WhatOneofCase.Adverts, round: 1);
    }

    [Fact]
    public async Task Word_SaidAgainOrTooLate_IsHarmless()
    {
        await Node.SayAsync(consortium.Grpc, Turn.Advert);
        SumMember last = Join(2);
        await members[0].HearAsync(SumNews.WhatOneofCase.Dealers, round: 1);
        await Node.SayAsync(consortium.Grpc, Turn.Advert);

        Assert.Equal(StudyStatus.Completed, (await last.EndAsync()).Status);
        await Node.SayAsync(consortium.Grpc, Turn.Advert);
    }

    [Fact]
    public async Task Consent_OfAMember_IsToldToTheOthers()
    {
        SignedMessage<Consent> consent = SignedMessage<Consent>.Sign(new Consent(Digest.Of("a"u8), Digest.Of("b"u8), Node.Id), Node.Key);

        await Node.SayAsync(consortium.Grpc, Turn.Say(said => said.Consent = consent.ToByteString()));

        SumNews told = await members[1].HearAsync(SumNews.WhatOneofCase.Consent, round: 1);
        Assert.Equal(consent, told.Consent.ToSigned<Consent>());
    }

    [Fact]
    public async Task Consent_ForAnAttemptThatNeverWas_IsRefused()
    {
        SignedMessage<Consent> consent = SignedMessage<Consent>.Sign(new Consent(Digest.Of("a"u8), Digest.Of("b"u8), Node.Id), Node.Key);
        Said said = new() { Key = (Turn.Round with { Round = 7 }).ToMessage(), Consent = consent.ToByteString() };

        Assert.Equal(RefusalCode.RoundUnknown, await RefusalOfAsync(said));
    }

    [Fact]
    public async Task Consent_WithAnothersSignature_IsRefused()
    {
        SignedMessage<Consent> consent = SignedMessage<Consent>.Sign(new Consent(Digest.Of("a"u8), Digest.Of("b"u8), Node.Id), consortium.Nodes[1].Key);

        Assert.Equal(RefusalCode.SignatureInvalid, await RefusalOfAsync(Turn.Say(said => said.Consent = consent.ToByteString())));
    }

    private SumMember Join(int node) => consortium.Join(consortium.Nodes[node].Id, 1);

    private Said Keyed(RoundId round) => new() { Key = round.ToMessage(), Advert = Turn.Advert.Advert };

    private async Task<RefusalCode> RefusalOfAsync(params Said[] words) => (await Party.RefusalOfAsync(() => Node.SayAsync(consortium.Grpc, words))).Code;
}
