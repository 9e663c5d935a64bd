using FedMat.Materials;

namespace FedMat.Learning.Tests;

/// <summary>Intervals and the domain of a finished study.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public void CellOf_AnyPositiveNumber_LiesBelowTheTopOfItsCellAndNotFarBelow()
    {
        SeededStream stream = new("test", 3);
        for (int i = 0; i < 10_000; i++)
        {
            double value = Elementary.PowerOfTwo((int)(stream.NextWord() % 20) - 12) * (1 + stream.NextUnit());
            double top = LogCells.Top(LogCells.CellOf(value));
            Assert.True(value < top && top <= value * (1 + (1.0 / 32)) * 1.0001, $"{value} in a cell up to {top}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e-30)]
    public void CellOf_NothingToSpeakOf_IsTheFirst(double value) => Assert.Equal(0, LogCells.CellOf(value));

    [Theory]
    [InlineData(1e30)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void CellOf_AModelThatRanAway_IsTheLast(double value) => Assert.Equal(LogCells.Count - 1, LogCells.CellOf(value));

    [Fact]
    public void HalfWidth_OfNineInTen_CoversNineInTenRowsThatWereHeldOut()
    {
        Dataset data = Examples.Data(Examples.Rows(600, 1));
        StudyModel model = Model(data);
        OutOfFold unseen = model.Unseen(data);
        double covered = Enumerable.Range(0, unseen.Rows.Length)
            .Average(i => Math.Abs(unseen.Predictions[i] - data.Y[unseen.Rows[i]]) <= model.HalfWidth(unseen.Scales[i], 0.9) ? 1.0 : 0.0);
        Assert.Equal(600, unseen.Rows.Length);
        Assert.InRange(covered, 0.9, 0.95);
    }

    [Fact]
    public void HalfWidth_OfFewerRowsThanTheLevelNeeds_IsNotPromised()
    {
        StudyModel model = Model(Examples.Data(Examples.Rows(8, 1)));
        Assert.Null(model.HalfWidth(1, 0.99));
        Assert.NotNull(model.HalfWidth(1, 0.5));
    }

    [Fact]
    public void Distance_OfARowFarFromAllOthers_IsOutsideTheDomain()
    {
        StudyModel model = Model(Examples.Data(Examples.Rows(300, 1)));
        Assert.True(model.Domain.Distance([500, 5, 2.5f]) < model.Domain.Farthest);
        Assert.True(model.Domain.Distance([9000, -70, 2.5f]) > model.Domain.Farthest);
    }

    private static StudyModel Model(Dataset data)
    {
        ILearner learner = Learners.For(Examples.Plan("""{"name":"ridge","features":0,"models":5}""", members: 3));
        return (StudyModel)learner.Model(Examples.Run(learner, data));
    }
}
