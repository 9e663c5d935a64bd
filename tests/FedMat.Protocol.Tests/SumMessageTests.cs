using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class SumMessageTests
{
    private static readonly MemberId A = MemberId.FromBytes([.. Enumerable.Repeat((byte)1, 16)]);
    private static readonly MemberId B = MemberId.FromBytes([.. Enumerable.Repeat((byte)2, 16)]);
    private static readonly byte[] Share = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly RoundId Round = new(new StudyId(Hash("study")), 3, 2);

    public static TheoryData<string, byte[]> Bodies()
    {
        using SigningKey key = SigningKey.Create();
        AgreementPublicKey point = AgreementPublicKey.FromBytes(Share);
        SignedMessage<Advert> advert = SignedMessage<Advert>.Sign(new Advert(Hash("setup"), A, point, point, Hash("b")), key);
        SignedMessage<Deal> deal = SignedMessage<Deal>.Sign(new Deal(Hash("setup"), A, Hash("u1"), Hash("root")), key);
        DealtShare dealt = new(B, [1, 2, 3], Hash("b"), Hash("s"));
        SignedMessage<MaskedInput> input = SignedMessage<MaskedInput>.Sign(new MaskedInput(Hash("session"), A, 7, Hash("y"), 1), key);
        SignedMessage<SurvivorList> survivors = SignedMessage<SurvivorList>.Sign(new SurvivorList(Hash("session"), [input]), key);
        SignedMessage<Agreement> agreement = SignedMessage<Agreement>.Sign(new Agreement(Hash("session"), A, Hash("u3")), key);
        SignedMessage<CheckTags> tags = SignedMessage<CheckTags>.Sign(new CheckTags(Hash("session"), A, Hash("u3"), Hash("s"), Share), key);
        SignedMessage<Closing> closing = SignedMessage<Closing>.Sign(new Closing(Round, A), key);
        SignedMessage<AdvertList> adverts = SignedMessage<AdvertList>.Sign(new AdvertList(Hash("setup"), [advert]), key);
        SignedMessage<DealerList> dealers = SignedMessage<DealerList>.Sign(new DealerList(Hash("setup"), Hash("u1"), [deal]), key);
        SumLists lists = new(adverts, dealers, new InputRequest(Hash("setup"), Hash("h2"), Hash("state"), Hash("ask")), survivors);
        HeldShare leaf = new(A, dealt, [Hash("path")]);
        SignedMessage<Opening> opening = SignedMessage<Opening>.Sign(new Opening(Hash("setup"), A, Hash("deal"), B, Share, Share), key);
        SignedMessage<UnmaskAnswer> answer = SignedMessage<UnmaskAnswer>.Sign(new UnmaskAnswer(Hash("session"), A, Hash("u3"), Share), key);
        return new TheoryData<string, byte[]>
        {
            { nameof(Advert), SumMessage.Body(advert.Content) },
            { nameof(AdvertList), SumMessage.Body(new AdvertList(Hash("setup"), [advert])) },
            { nameof(Deal), SumMessage.Body(deal.Content) },
            { nameof(Dealing), SumMessage.Body(new Dealing(deal, [dealt])) },
            { nameof(DealerList), SumMessage.Body(new DealerList(Hash("setup"), Hash("u1"), [deal])) },
            { nameof(HeldShares), SumMessage.Body(new HeldShares([new HeldShare(A, dealt, [Hash("path")])])) },
            { nameof(Holding), SumMessage.Body(new Holding(Hash("setup"), A, Hash("h2"))) },
            { nameof(Complaint), SumMessage.Body(new Complaint(Hash("setup"), A, B, Hash("h2"))) },
            { nameof(Opening), SumMessage.Body(new Opening(Hash("setup"), A, Hash("deal"), B, Share, Share)) },
            { nameof(InputRequest), SumMessage.Body(new InputRequest(Hash("setup"), Hash("h2"), Hash("state"), Hash("ask"))) },
            { nameof(MaskedInput), SumMessage.Body(input.Content) },
            { nameof(InputReceipt), SumMessage.Body(new InputReceipt(Hash("session"), A, Hash("y"))) },
            { nameof(SurvivorList), SumMessage.Body(survivors.Content) },
            { nameof(Agreement), SumMessage.Body(agreement.Content) },
            { nameof(UnmaskRequest), SumMessage.Body(new UnmaskRequest(survivors, [agreement])) },
            { nameof(UnmaskAnswer), SumMessage.Body(new UnmaskAnswer(Hash("session"), A, Hash("u3"), Share)) },
            { nameof(SumResult), SumMessage.Body(new SumResult(Hash("session"), Hash("u3"), Hash("s"))) },
            { nameof(CheckTags), SumMessage.Body(tags.Content) },
            { nameof(CheckList), SumMessage.Body(new CheckList([tags], [new RevealedSecret(A, Share)], [new RevealedSecret(B, Share)])) },
            { nameof(Acceptance), SumMessage.Body(new Acceptance(Round, A, Hash("session"), Hash("u3"), Hash("s"), Hash("next"))) },
            { nameof(CloseRequest), SumMessage.Body(new CloseRequest(Round)) },
            { nameof(Closing), SumMessage.Body(closing.Content) },
            { nameof(CloseCertificate), SumMessage.Body(new CloseCertificate([closing])) },
            { nameof(Consent), SumMessage.Body(new Consent(Hash("one"), Hash("two"), A)) },
            { nameof(FalseDeal), SumMessage.Body(new FalseDeal(adverts, deal, ShareKind.MaskKey, [leaf], Share)) },
            { nameof(FalseOpening), SumMessage.Body(new FalseOpening(adverts, deal, leaf, opening)) },
            { nameof(FalseShare), SumMessage.Body(new FalseShare(lists, leaf, answer)) },
            { nameof(FalseTags), SumMessage.Body(new FalseTags(lists, tags, new RevealedSecret(A, Share), [new RevealedSecret(B, Share)])) },
            { nameof(Equivocation), SumMessage.Body(new Equivocation(Deal.Tag, [1], [2], lists.Request)) },
            { nameof(Conviction), SumMessage.Body(new Conviction(Round, A, Offence.FalseTags, [1, 2])) },
        };
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_ReadAndWrittenAgain_IsTheSame(string kind, byte[] body) => Assert.Equal(body, Again(kind, body));

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_WithAByteTooMany_IsRefused(string kind, byte[] body) =>
        Assert.Throws<FormatException>(() => Again(kind, [.. body, 0]));

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_CutAnywhere_IsRefused(string kind, byte[] body)
    {
        for (int length = 0; length < body.Length; length++)
            Assert.Throws<FormatException>(() => Again(kind, body[..length]));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_OfAnotherKind_IsRefused(string kind, byte[] body) =>
        Assert.Throws<FormatException>(() => Again(kind == nameof(Advert) ? nameof(Deal) : nameof(Advert), body));

    [Fact]
    public void Conviction_OfNoKnownOffence_IsRefused()
    {
        byte[] body = SumMessage.Body(new Conviction(Round, A, (Offence)6, []));
        Assert.Throws<FormatException>(() => SumMessage.Read<Conviction>(body));
    }

    [Fact]
    public void SignedMessage_ReadAgain_BearsTheSignature()
    {
        using SigningKey key = SigningKey.Create();
        SignedMessage<Closing> signed = SignedMessage<Closing>.Sign(new Closing(Round, A), key);

        SignedMessage<Closing> read = SignedMessage<Closing>.Parse(signed.ToBytes());

        Assert.Equal(signed, read);
        Assert.True(read.IsSignedBy(key.Public));
    }

    [Fact]
    public void SignedMessage_OneBitFlipped_BearsNoSignature()
    {
        using SigningKey key = SigningKey.Create();
        byte[] bytes = SignedMessage<Closing>.Sign(new Closing(Round, A), key).ToBytes();
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsGood(flipped, key.Public), $"bit {bit}");
        }
    }

    [Fact]
    public void Cohort_Difference_NamesWhoIsMissingAndWhoseRowsChanged()
    {
        Cohort first = new([new CohortEntry(A, 1), new CohortEntry(B, 1)]);

        Assert.Equal([B], first.Difference(new Cohort([new CohortEntry(A, 1)])));
        Assert.Equal([A], first.Difference(new Cohort([new CohortEntry(A, 2), new CohortEntry(B, 1)])));
        Assert.Equal(first, Cohort.Parse(first.ToBytes()));
    }

    [Fact]
    public void Messages_ThatCarrySecrets_DoNotPrintThem()
    {
        Opening opening = new(Hash("setup"), A, Hash("deal"), B, Share, Share);
        UnmaskAnswer answer = new(Hash("session"), A, Hash("u3"), Share);
        RevealedSecret secret = new(A, Share);

        Assert.All(new object[] { opening, answer, secret }, message => Assert.DoesNotContain("System.Byte", message.ToString(), StringComparison.Ordinal));
    }

    private static bool IsGood(byte[] bytes, VerifyingKey key)
    {
        try
        {
            return SignedMessage<Closing>.Parse(bytes).IsSignedBy(key);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Again(string kind, byte[] body) => kind switch
    {
        nameof(Advert) => Same<Advert>(body),
        nameof(AdvertList) => Same<AdvertList>(body),
        nameof(Deal) => Same<Deal>(body),
        nameof(Dealing) => Same<Dealing>(body),
        nameof(DealerList) => Same<DealerList>(body),
        nameof(HeldShares) => Same<HeldShares>(body),
        nameof(Holding) => Same<Holding>(body),
        nameof(Complaint) => Same<Complaint>(body),
        nameof(Opening) => Same<Opening>(body),
        nameof(InputRequest) => Same<InputRequest>(body),
        nameof(MaskedInput) => Same<MaskedInput>(body),
        nameof(InputReceipt) => Same<InputReceipt>(body),
        nameof(SurvivorList) => Same<SurvivorList>(body),
        nameof(Agreement) => Same<Agreement>(body),
        nameof(UnmaskRequest) => Same<UnmaskRequest>(body),
        nameof(UnmaskAnswer) => Same<UnmaskAnswer>(body),
        nameof(SumResult) => Same<SumResult>(body),
        nameof(CheckTags) => Same<CheckTags>(body),
        nameof(CheckList) => Same<CheckList>(body),
        nameof(Acceptance) => Same<Acceptance>(body),
        nameof(CloseRequest) => Same<CloseRequest>(body),
        nameof(Closing) => Same<Closing>(body),
        nameof(CloseCertificate) => Same<CloseCertificate>(body),
        nameof(Consent) => Same<Consent>(body),
        nameof(FalseDeal) => Same<FalseDeal>(body),
        nameof(FalseOpening) => Same<FalseOpening>(body),
        nameof(FalseShare) => Same<FalseShare>(body),
        nameof(FalseTags) => Same<FalseTags>(body),
        nameof(Equivocation) => Same<Equivocation>(body),
        nameof(Conviction) => Same<Conviction>(body),
        _ => throw new ArgumentException(kind, nameof(kind)),
    };

    private static byte[] Same<T>(byte[] body)
        where T : class, ISumMessage<T> => SumMessage.Body(SumMessage.Read<T>(body));

    private static Digest Hash(string of) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(of));
}
