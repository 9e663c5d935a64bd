namespace FedMat.Learning.Tests;

public sealed class PersonalModelTests
{
    [Fact]
    public void Fit_MemberWithAnOffset_IsServedByThePersonalModel()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(100, federated: 1, local: 3, offset: 8));
        Assert.Equal((PersonalChoice.Personal, true), (result.Choice, result.IsSure));
        Assert.InRange(result.Model.Offset, 6.5, 8.5);
        Assert.True(result.PersonalMae < 0.65 * Math.Min(result.LocalMae!.Value, result.FederatedMae!.Value));
        Assert.True(result.PersonalGain!.Lower > 0);
        Assert.Same(result.Model, result.Chosen);
    }

    [Fact]
    public void Fit_InstrumentOfAnotherScale_IsServedByThePersonalModel()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(200, federated: 0.5, local: 6, scale: 0.3));
        Assert.Equal(PersonalChoice.Personal, result.Choice);
        Assert.InRange(result.Model.Scale, 0.2, 0.35);
    }

    [Fact]
    public void Fit_RowsThatTheFederationFitsBadly_AreToldLocal()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(150, federated: 30, local: 0.5));
        Assert.Equal((PersonalChoice.Local, true), (result.Choice, result.IsSure));
        Assert.True(result.FederatedGain!.Upper < 0);
        Assert.Equal(5, Prediction(result.Chosen));
    }

    [Fact]
    public void Fit_FewRows_AreToldFederatedInDoubt()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(6, federated: 3, local: 1));
        Assert.Equal((PersonalChoice.Federated, false), (result.Choice, result.IsSure));
        Assert.Null(result.PersonalGain);
        Assert.Equal(3, Prediction(result.Chosen));
        Assert.Equal(3, Prediction(result.Model));
    }

    [Fact]
    public void Fit_NoRows_AreToldFederatedWithoutFigures()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(0, 1, 1));
        Assert.Equal((PersonalChoice.Federated, false, 0), (result.Choice, result.IsSure, result.Rows));
        Assert.Null(result.LocalMae);
    }

    [Fact]
    public void Fit_GoodFederation_IsTakenAsItIsOrNearly()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(60, federated: 1, local: 9));
        Assert.NotEqual(PersonalChoice.Local, result.Choice);
        Assert.True(result.IsSure);
        Assert.InRange(result.Model.FederatedWeight, 0.9, 1);
    }

    [Fact]
    public void Fit_ModelsThatErrApart_AreMixed()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(400, federated: 3, local: 3));
        Assert.Equal(PersonalChoice.Personal, result.Choice);
        Assert.InRange(result.Model.FederatedWeight, 0.35, 0.7);
        Assert.True(result.PersonalMae < 0.85 * result.FederatedMae);
    }

    /// <summary>What a member reads of its personal model is what other rows will show: no row judges a mix that it has chosen.</summary>
    [Fact]
    public void Fit_PersonalMae_IsThatOfOtherRowsOnTheMean()
    {
        double told = 0, shown = 0, seen = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            PersonalRows rows = PersonalExamples.Rows(15, federated: 3, local: 3, seed: seed);
            PersonalResult result = PersonalExamples.Fit(rows);
            PersonalMix mix = PersonalFit.Best(rows, rows.All);
            PersonalRows fresh = PersonalExamples.Rows(300, federated: 3, local: 3, seed: 1000 + seed);
            told += result.PersonalMae!.Value;
            shown += fresh.Mae(mix, fresh.All);
            seen += rows.Mae(mix, rows.All);
        }

        Assert.InRange(told / shown, 0.96, 1.08);
        Assert.True(seen < told);
    }

    [Fact]
    public void Fit_AnyMember_IsOnTheMeanNoWorseThanAlone()
    {
        SeededStream stream = new("cases", 1);
        double chosen = 0, alone = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            int count = 12 + stream.NextBelow(120);
            (double federated, double local) = (0.5 + (8 * stream.NextUnit()), 0.5 + (8 * stream.NextUnit()));
            double offset = stream.NextBelow(2) * 10 * stream.NextUnit();
            PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(count, federated, local, offset, seed: seed));
            PersonalRows fresh = PersonalExamples.Rows(400, federated, local, offset, seed: 1000 + seed);
            double ratio = PersonalExamples.Error(result, fresh) / fresh.Mae(PersonalMix.Adapted with { Weight = 0 }, fresh.All);
            Assert.True(ratio < 1.15, $"case {seed}: {count} rows, errors {federated:0.0} and {local:0.0}, offset {offset:0.0}: {result.Choice}, {ratio:0.00}");
            (chosen, alone) = (chosen + ratio, alone + 1);
        }

        Assert.True(chosen < 0.85 * alone, $"{chosen / alone}");
    }

    [Fact]
    public void Fit_RowsOfOneGroup_MeasureNoInterval()
    {
        PersonalRows rows = PersonalExamples.Rows(40, 1, 3);
        PersonalResult result = PersonalExamples.Fit(rows with { Units = new int[40] });
        Assert.Null(result.FederatedGain);
        Assert.Equal((PersonalChoice.Federated, false), (result.Choice, result.IsSure));
    }

    [Fact]
    public void Fit_ModelsThatAreAlike_LeaveNoSureGain()
    {
        PersonalRows rows = PersonalExamples.Rows(40, 3, 3);
        PersonalResult result = PersonalExamples.Fit(rows with { Local = [.. rows.Federated.Select((value, i) => value + (i % 2 == 0 ? 0.2 : -0.2))] });
        Assert.False(result.FederatedGain!.IsClear);
        Assert.False(result.IsSure);
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameInterval()
    {
        PersonalRows rows = PersonalExamples.Rows(50, 2, 3);
        Assert.Equal(PersonalExamples.Fit(rows).PersonalGain, PersonalExamples.Fit(rows).PersonalGain);
        Assert.NotEqual(PersonalExamples.Fit(rows).PersonalGain, PersonalExamples.Fit(rows, seed: 8).PersonalGain);
    }

    [Fact]
    public void Tensors_OfAPersonalModel_AreThoseOfBothAndTheMix()
    {
        PersonalResult result = PersonalExamples.Fit(PersonalExamples.Rows(50, 2, 3));
        Assert.Equal(["personal", "federated.value", "local.value"], result.Model.Tensors.Select(tensor => tensor.Name));
    }

    private static double Prediction(IModel model)
    {
        double[] prediction = new double[1];
        model.Predict([0, 0, 0], prediction);
        return prediction[0];
    }
}
