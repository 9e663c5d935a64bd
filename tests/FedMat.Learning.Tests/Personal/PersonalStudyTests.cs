using System.Globalization;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Personal models of whole studies.</summary>
public sealed class PersonalStudyTests
{
    private const string Learner = """{"name":"ridge","features":64,"lengthScales":[1],"models":5}""";
    private static readonly Plan Plan = Examples.Plan(Learner);

    [Fact]
    public void Fit_MemberWhoseInstrumentReadsMore_PredictsItsReadings()
    {
        Dataset odd = Shifted(Examples.Rows(40, 1), 3);
        PersonalResult result = Fit(odd, Examples.Data(Examples.Rows(80, 2)), Examples.Data(Examples.Rows(80, 3)));
        Assert.NotEqual(PersonalChoice.Federated, result.Choice);
        Assert.Equal(odd.Rows, result.Rows);
        Assert.True(result.PersonalMae < 0.5 * result.FederatedMae);
        Assert.True(result.PersonalMae <= 1.1 * result.LocalMae);
        double[] predictions = new double[1];
        result.Chosen.Predict([500, 5, 2.5f], predictions);
        Assert.Equal(5 + 2.5 + 1.25 + 3, predictions[0], 0.5);
    }

    [Fact]
    public void Fit_MemberOfFewRows_IsServedByTheFederation()
    {
        PersonalResult result = Fit(Examples.Data(Examples.Rows(12, 1)), Examples.Data(Examples.Rows(90, 2)), Examples.Data(Examples.Rows(90, 3)));
        Assert.NotEqual(PersonalChoice.Local, result.Choice);
        Assert.True(result.FederatedMae < 0.5 * result.LocalMae);
    }

    [Fact]
    public void Fit_MemberOfOneRow_IsToldFederatedInDoubt()
    {
        PersonalResult result = Fit(Examples.Data(Examples.Rows(1, 1)), Examples.Data(Examples.Rows(90, 2)), Examples.Data(Examples.Rows(90, 3)));
        Assert.Equal((PersonalChoice.Federated, false), (result.Choice, result.IsSure));
    }

    [Fact]
    public void Of_RowsHeldOutByOneStudyAlone_AreNotMeasured()
    {
        Dataset data = Examples.Data(Examples.Rows(4, 1));
        OutOfFold federated = new([0, 1, 3], [0, 1, 0], [1, 2, 3], [1, 1, 1]);
        OutOfFold local = new([1, 2, 3], [0, 0, 0], [5, 6, 7], [1, 1, 1]);
        PersonalRows rows = PersonalRows.Of(federated, null, local, data);
        Assert.Equal([2.0, 3], rows.Federated);
        Assert.Equal([5.0, 7], rows.Local);
        Assert.Equal([1, 0], rows.Folds);
        Assert.Equal([data.Y[1], data.Y[3]], rows.Truth);
    }

    [Fact]
    public void Of_TunedModels_AreHalfOfWhatIsMixed()
    {
        OutOfFold federated = new([0, 1], [0, 1], [1, 2], [1, 1]);
        PersonalRows rows = PersonalRows.Of(federated, federated with { Predictions = [3, 6] }, federated, Examples.Data(Examples.Rows(2, 1)));
        Assert.Equal([1.0, 2], rows.Federated);
        Assert.Equal([2.0, 4], rows.Adapted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Alone_Folds_AreThoseOfTheStudyAndRowsStayAsTheyAre(int minimumCell)
    {
        Dataset data = Examples.Data(Examples.Rows(60, 4));
        Plan study = Plan with { MinimumCell = minimumCell };
        (MemberRows grouped, MemberRows alone) = (Rows(data, study), Rows(data, PersonalFile.Alone(study)));
        Assert.Equal(grouped.Fold, alone.Fold);
        Assert.Same(data, alone.Rows);
        Assert.Equal(minimumCell == 1, ReferenceEquals(data, grouped.Rows));
    }

    [Fact]
    public void Alone_FewerRowsThanTheStudyGroups_AreFoldedOneByOne()
    {
        Dataset data = Examples.Data(Examples.Rows(8, 4));
        Assert.Equal(Rows(data, Plan).Fold, Rows(data, PersonalFile.Alone(Plan with { MinimumCell = 9 })).Fold);
    }

    [Fact]
    public void Of_TunedModelsOfOtherFolds_AreTakenByTheirRows()
    {
        OutOfFold federated = new([0, 1, 2], [0, 1, 0], [1, 2, 3], [1, 1, 1]), tuned = new([2, 1], [0, 1], [5, 4], [1, 1]);
        PersonalRows rows = PersonalRows.Of(federated, tuned, federated, Examples.Data(Examples.Rows(3, 1)));
        Assert.Equal([3.0, 4], rows.Adapted);
    }

    private static MemberRows Rows(Dataset data, Plan plan) => new(data, plan, StudySettings.Parse(plan), CancellationToken.None);

    private static PersonalResult Fit(Dataset member, params Dataset[] others)
    {
        ILearner study = Learners.For(Plan), local = Learners.For(Plan);
        StudyModel federated = (StudyModel)study.Model(Examples.Run(study, [member, .. others]));
        return PersonalModel.Fit(federated, null, (StudyModel)local.Model(Examples.Run(local, member)), member, Plan.Seed);
    }

    private static Dataset Shifted(string[] rows, double offset) => Examples.Data(rows.Select(row =>
    {
        int last = row.LastIndexOf(',') + 1;
        return row[..last] + (double.Parse(row[last..], CultureInfo.InvariantCulture) + offset).ToString(CultureInfo.InvariantCulture);
    }));
}
