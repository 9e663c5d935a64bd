using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class AdvertStageTests
{
    private readonly Drill drill = new(new Consortium(4, outsiders: 1));

    private SignedMessage<Advert> First => drill.Advertised[drill.Id(0)].Message;

    [Fact]
    public void Take_OneAfterTheOther_CountsThem()
    {
        AdvertStage stage = drill.Begin();
        for (int place = 0; place < 4; place++)
        {
            Assert.Equal(drill.Consortium.Ids.Skip(place), stage.Missing);
            Assert.Equal(place >= 3, stage.IsEnough);
            Assert.Null(stage.Take(drill.Advertised[drill.Id(place)].Message));
        }

        Assert.Empty(stage.Missing);
        Assert.Equal(drill.Consortium.Ids, stage.Close().List.Content.Members);
    }

    [Fact]
    public void IsEnough_OfAPlanThatWantsMoreThanSignatures_WaitsForThem()
    {
        Drill demanding = new(new Consortium(10, minimum: 7));
        AdvertStage stage = demanding.Begin();
        foreach (Advertised member in demanding.Advertised.Values.Take(9))
            stage.Take(member.Message);
        Assert.False(stage.IsEnough);
    }

    [Fact]
    public void Take_TheSameAgain_ChangesNothing()
    {
        AdvertStage stage = drill.Begin();
        Assert.Null(stage.Take(First));
        Assert.Null(stage.Take(SignedMessage<Advert>.Parse(First.ToBytes())));
        Assert.Equal(3, stage.Missing.Count);
    }

    [Fact]
    public void Take_AnotherOfTheSameMember_IsRefusedAndConvicts()
    {
        AdvertStage stage = drill.Begin();
        stage.Take(First);
        SignedMessage<Advert> other = drill.Consortium.SignedBy(drill.Id(0), First.Content with { SelfMask = default });
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(other));
        Refusals.Is(RefusalCode.RequestDiffers, stage.Take(other));
        drill.Convicts(drill.Id(0), Offence.Equivocation, stage.Convictions);
    }

    [Fact]
    public void Take_OfAnotherSetup_IsRefused() => RefusesWord(
        RefusalCode.SetupForeign, drill.Consortium.SignedBy(drill.Id(0), First.Content with { Setup = drill.Consortium.Terms(2).Setup }));

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() =>
        RefusesWord(RefusalCode.SignatureInvalid, drill.Consortium.SignedBy(drill.Id(1), First.Content));

    [Fact]
    public void Take_OfAMemberOutsideThePlan_IsRefused()
    {
        MemberId outsider = Consortium.IdOf(4);
        RefusesWord(RefusalCode.NotOnTheList, drill.Consortium.SignedBy(outsider, First.Content with { Member = outsider }));
    }

    [Fact]
    public void Take_OfAMemberThatIsToBeLeftOut_IsRefused()
    {
        AdvertStage stage = drill.Begin([.. drill.Consortium.Ids.Skip(1)]);
        Refusals.Is(RefusalCode.NotOnTheList, stage.Take(First));
        Assert.Equal(drill.Consortium.Ids.Skip(1), stage.Missing);
    }

    [Fact]
    public void Take_WithASealingKeyOfLowOrder_IsRefused() =>
        RefusesWord(RefusalCode.KeyRefused, drill.Consortium.SignedBy(drill.Id(0), First.Content with { SealKey = default }));

    [Fact]
    public void Take_WithAMaskKeyOfLowOrder_IsRefused() => RefusesWord(
        RefusalCode.KeyRefused,
        drill.Consortium.SignedBy(drill.Id(0), First.Content with { MaskKey = AgreementPublicKey.FromBytes([1, .. new byte[31]]) }));

    [Fact]
    public void Close_TooEarly_Throws() => Assert.Throws<InvalidOperationException>(drill.Begin().Close);

    [Fact]
    public void Stage_WithAnotherCoordinatorThanTheRosters_Throws() =>
        Assert.Throws<ArgumentException>(() => new AdvertStage(drill.Terms, drill.Consortium.KeyOf(drill.Id(0))));

    private void RefusesWord(RefusalCode code, SignedMessage<Advert> word)
    {
        AdvertStage stage = drill.Begin();
        Refusals.Is(code, stage.Take(word));
        Assert.Equal(4, stage.Missing.Count);
        Assert.Empty(stage.Convictions);
    }
}
