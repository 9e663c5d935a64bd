using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Client.Tests;

/// <summary>Prediction on the consumer's machine, from inputs as a person types them.</summary>
public sealed class PredictorTests : IDisposable
{
    private readonly Consortium consortium = new(Consortium.Compositions);

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Prediction_OfATypedRecord_IsANumberInTheTargetsUnit()
    {
        Prediction prediction = Predictor().Predict("GaAs", ["temperature_C=25", "processing=cast"]);
        Assert.Equal("eV", prediction.Unit);
        Assert.True(double.IsFinite(prediction.Value));
        Assert.Null(prediction.Outside);
    }

    [Fact]
    public void Prediction_OfManyHeldOutRows_HasAnIntervalAroundIt()
    {
        Prediction prediction = Predictor().Predict("GaAs", ["temperature_C=25", "processing=cast"]);
        Assert.NotNull(prediction.Interval);
        Assert.InRange(prediction.Value, prediction.Interval.Low, prediction.Interval.High);
        Assert.True(prediction.Interval.High > prediction.Interval.Low);
        Assert.Equal(0.9, prediction.Interval.Level);
    }

    [Fact]
    public void Prediction_WithAnElementOfNobody_SaysItIsOutside() =>
        Assert.Contains("U", Predictor().Predict("UO2", ["temperature_C=25", "processing=cast"]).Outside, StringComparison.Ordinal);

    [Fact]
    public void Prediction_OfADescribedRow_IsThatOfTheTypedRecord()
    {
        Predictor predictor = Predictor();
        Table rows = Table.Read(new StringReader(Consortium.Compositions), "rows.csv");
        double[] values = predictor.Predict(Dataset.Build(rows, predictor.Contract));
        Assert.Equal(predictor.Predict("GaAs", ["temperature_C=25", "processing=cast"]).Value, values[0]);
        Assert.Equal(8, values.Length);
    }

    [Theory]
    [InlineData("GaXx", "temperature_C=25", "Xx")]
    [InlineData("GaAs", "temperature_C=warm", "warm")]
    [InlineData("GaAs", "temprature_C=25", "temprature_C")]
    [InlineData("GaAs", "temperature_C", "name=value")]
    [InlineData("GaAs", "composition=GaN", "composition")]
    [InlineData(null, "temperature_C=25", "composition")]
    public void Prediction_FromABadInput_NamesIt(string? composition, string condition, string named)
    {
        InputException error = Assert.Throws<InputException>(() => Predictor().Predict(composition, [condition, "processing=cast"]));
        Assert.Contains(named, error.Message);
    }

    [Theory]
    [InlineData("""{"name":"oracle"}""", "oracle")]
    [InlineData("""{"name":"neural","strategy":"magic"}""", "strategy")]
    public void Predictor_ForALearnerThatIsNotKnownHere_IsRefused(string learner, string named)
    {
        VerifiedRelease release = Release() with { Plan = consortium.Plan.Content with { Learner = JsonText.Parse(learner) } };
        RefusedException refused = Assert.Throws<RefusedException>(() => Client.Predictor.For(release));
        Assert.Equal(RefusalCode.LearnerUnknown, refused.Refusal.Code);
        Assert.Contains(named, refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Predictor_ForAStateThatTheLearnerCannotRead_IsRefused(int length)
    {
        VerifiedRelease release = Release() with { State = new ModelState(new byte[length]) };
        RefusedException refused = Assert.Throws<RefusedException>(() => Client.Predictor.For(release));
        Assert.Equal(RefusalCode.BundleTruncated, refused.Refusal.Code);
    }

    [Fact]
    public void Predictor_ForAStateBeforeTraining_IsRefused()
    {
        VerifiedRelease release = Release() with { State = Learning.Learners.For(consortium.Plan.Content).Start() };
        Assert.Throws<RefusedException>(() => Client.Predictor.For(release));
    }

    private Predictor Predictor() => Client.Predictor.For(Release());

    private VerifiedRelease Release() => Bundle.Read(new MemoryStream(consortium.Bundle())).Verify(consortium.Root);
}
