using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class ClosingStageTests
{
    private readonly Consortium consortium = new(4);
    private readonly SumTerms terms;
    private readonly ClosingStage stage;

    public ClosingStageTests()
    {
        terms = consortium.Terms();
        stage = new ClosingStage(terms, consortium.Coordinator);
    }

    [Fact]
    public void Take_EnoughClosings_MakesACertificate()
    {
        for (int place = 0; place < 3; place++)
        {
            Assert.Null(stage.Certificate);
            Assert.Equal(consortium.Ids.Skip(place), stage.Missing);
            Assert.Null(stage.Take(Closing(place, terms.Round)));
            Assert.Null(stage.Take(Closing(place, terms.Round)));
        }

        Assert.True(stage.Certificate!.Closes(terms.Round, terms));
        Assert.True(stage.Request.IsSignedBy(terms.Coordinator));
    }

    [Fact]
    public void Take_OfAnotherAttempt_IsRefused() =>
        Refusals.Is(RefusalCode.SetupForeign, stage.Take(Closing(0, terms.Round with { Attempt = 2 })));

    [Fact]
    public void Take_UnderAnothersSignature_IsRefused() => Refusals.Is(
        RefusalCode.SignatureInvalid, stage.Take(consortium.SignedBy(consortium.Ids[1], Closing(0, terms.Round).Content)));

    [Fact]
    public void Take_OfAnOutsider_IsRefused() => Refusals.Is(
        RefusalCode.NotOnTheList, stage.Take(consortium.SignedBy(consortium.Ids[0], new Closing(terms.Round, Consortium.IdOf(14)))));

    private SignedMessage<Closing> Closing(int place, RoundId round) =>
        consortium.SignedBy(consortium.Ids[place], new Closing(round, consortium.Ids[place]));
}
