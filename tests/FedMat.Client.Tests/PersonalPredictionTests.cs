using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Client.Tests;

/// <summary>Prediction by the model that a member keeps beside a release.</summary>
public sealed class PersonalPredictionTests : IDisposable
{
    private readonly Consortium consortium = new(Consortium.Compositions);

    public void Dispose() => consortium.Dispose();

    [Theory]
    [InlineData(PersonalChoice.Local)]
    [InlineData(PersonalChoice.Federated)]
    [InlineData(PersonalChoice.Personal)]
    public void Prediction_ByAKeptModel_HasTheIntervalOfTheOwnRows(PersonalChoice choice)
    {
        VerifiedRelease release = Release();
        PersonalFile kept = Kept(release.Manifest.Id, choice, [.. Enumerable.Range(1, 20).Select(error => error / 10.0)]);
        Prediction prediction = Predictor.For(release, kept).Predict("GaAs", ["temperature_C=25", "processing=cast"]);
        Assert.Equal(prediction.Value - 1.9, prediction.Interval!.Low, 1e-12);
        Assert.Equal(prediction.Value + 1.9, prediction.Interval.High, 1e-12);
    }

    [Fact]
    public void Prediction_ByAModelThatFewRowsMeasured_PromisesNoInterval()
    {
        VerifiedRelease release = Release();
        Prediction prediction = Predictor.For(release, Kept(release.Manifest.Id, PersonalChoice.Local, [1, 2])).Predict("GaAs", ["temperature_C=25", "processing=cast"]);
        Assert.Null(prediction.Interval);
    }

    [Fact]
    public void Prediction_ByAModelOfAnotherRelease_IsRefused()
    {
        ReleaseId other = new(Digest.Of("another"u8));
        InputException error = Assert.Throws<InputException>(() => Predictor.For(Release(), Kept(other, PersonalChoice.Local, [])));
        Assert.Contains($"belongs to release {other.Short}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_OfARelease_IsThatOfTheBundle() => Assert.Equal("# A card", Release().Card);

    [Fact]
    public void Figures_OfARelease_AreThoseOfItsUnseenRows() => Assert.True(Predictor.For(Release()).Figures!.Rows > 0);

    private PersonalFile Kept(ReleaseId release, PersonalChoice choice, double[] errors)
    {
        Plan plan = consortium.Plan.Content;
        StudyModel study = (StudyModel)Learners.For(plan).Model(consortium.State);
        Dataset rows = Dataset.Build(Table.Read(new StringReader(Consortium.Compositions), "rows.csv"), study.Contract);
        PersonalResult result = PersonalModel.Fit(study, null, study, rows, plan.Seed) with { Choice = choice, Errors = errors };
        return PersonalFile.Of(release, result, consortium.State, null);
    }

    private VerifiedRelease Release() => Bundle.Read(new MemoryStream(consortium.Bundle())).Verify(consortium.Root);
}
