using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class RidgeFitterTests
{
    [Fact]
    public void Model_OfALine_FindsItsSlopes()
    {
        IFitted model = RidgeExamples.Fit(RidgeExamples.Descriptors, RidgeExamples.Line(300));
        Assert.Equal(4 + 2.5 + 2.5, RidgeExamples.At(model, 500, 5, 2.5f).Mean, 0.03);
        Assert.Equal(4 + 4.5 + 0.5, RidgeExamples.At(model, 900, 1, 2.5f).Mean, 0.03);
    }

    [Fact]
    public void Model_OfACurve_NeedsRandomFeatures()
    {
        Dataset data = Examples.Data(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant(
            $"{i * 5},5,2.5,{5 + (4 * Elementary.SinPi(i / 60.0))}")));
        IFitted curve = RidgeExamples.Fit(RidgeExamples.Waves, data);
        IFitted line = RidgeExamples.Fit(RidgeExamples.Descriptors, data);
        Assert.Equal(9, RidgeExamples.At(curve, 750, 5, 2.5f).Mean, 0.1);
        Assert.True(RidgeExamples.At(line, 750, 5, 2.5f).Mean < 8);
    }

    [Fact]
    public void Model_OfNoise_KeepsToTheMean()
    {
        Dataset data = Examples.Data(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant(
            $"{i * 5},{i * 7 % 10},2.5,{10 + (2 * new SeededStream("noise", 3, i).NextUnit())}")));
        IFitted model = RidgeExamples.Fit(RidgeExamples.Waves, data);
        Assert.InRange(RidgeExamples.At(model, 100, 3, 2.5f).Mean, 10.7, 11.3);
        Assert.InRange(RidgeExamples.At(model, 900, 8, 2.5f).Mean, 10.7, 11.3);
    }

    [Fact]
    public void Predict_FarFromTheRows_IsLessSure()
    {
        Dataset data = Examples.Data(Examples.Rows(200, 1).Where(row => double.Parse(row.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) < 400));
        IFitted model = RidgeExamples.Fit(RidgeExamples.Waves, data);
        Assert.True(RidgeExamples.At(model, 900, 5, 2.5f).Variance > 4 * RidgeExamples.At(model, 200, 5, 2.5f).Variance);
    }

    /// <summary>The line through many rows is known to about the noise over the root of their number.</summary>
    [Fact]
    public void Predict_OfALine_KnowsItsError()
    {
        double few = RidgeExamples.At(RidgeExamples.Fit(RidgeExamples.Descriptors, RidgeExamples.Line(100, 1)), 500, 5, 2.5f).Variance;
        double many = RidgeExamples.At(RidgeExamples.Fit(RidgeExamples.Descriptors, RidgeExamples.Line(900, 1)), 500, 5, 2.5f).Variance;
        Assert.Equal(1.0 / 3 / 80, few, 0.002);
        Assert.InRange(few / many, 6, 13);
    }

    [Fact]
    public void Model_RowsOfWeightFour_CountAsFourRows()
    {
        Dataset data = RidgeExamples.Line(60, 2), other = RidgeExamples.Line(60, 2, seed: 2);
        Array.Fill(other.Weights, 4);
        IFitted weighted = RidgeExamples.Fit(RidgeExamples.Descriptors, Dataset.Concat([data, other]));
        Array.Fill(other.Weights, 1);
        IFitter fitter = RidgeExamples.Fitter(RidgeExamples.Descriptors, Dataset.Concat([data, other]));
        FitRows once = RidgeExamples.Rows(data), again = RidgeExamples.Rows(other);
        IFitted repeated = fitter.Model(FitExamples.Run(fitter, once, again, again, again, again));
        Assert.Equal(RidgeExamples.At(repeated, 900, 9, 2.5f).Mean, RidgeExamples.At(weighted, 900, 9, 2.5f).Mean, 0.02);
    }

    [Fact]
    public void Advance_SumOfNothing_IsTheMeanOfTheSurvey()
    {
        Dataset data = RidgeExamples.Line(50);
        IFitter fitter = RidgeExamples.Fitter(RidgeExamples.Waves, data);
        FitRows none = FitExamples.NoRows(Examples.Plan(RidgeExamples.Waves), data);
        FitState state = FitExamples.Run(fitter, none, none);
        (double mean, double variance) = RidgeExamples.At(fitter.Model(state), 500, 5, 2.5f);
        Assert.Equal(data.Y.Average(), mean, 1e-9);
        Assert.Equal(0, variance);
    }

    [Theory]
    [InlineData(RidgeExamples.Descriptors)]
    [InlineData(RidgeExamples.Waves)]
    public void Model_EqualTargets_PredictsThem(string learner)
    {
        Dataset data = Examples.Data(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{i * 30},{i % 7},2.5,8")));
        Assert.Equal(8, RidgeExamples.At(RidgeExamples.Fit(learner, data), 500, 5, 2.5f).Mean, 1e-6);
    }

    [Theory]
    [InlineData(RidgeExamples.Descriptors)]
    [InlineData(RidgeExamples.Waves)]
    public void Model_AllInputsConstant_PredictsTheMean(string learner)
    {
        Dataset data = Examples.Data(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"500,5,2.5,{i % 5}")));
        IFitter fitter = RidgeExamples.Fitter(learner, data);
        FitRows all = RidgeExamples.Rows(data) with { Training = [.. Enumerable.Range(0, 30)] };
        Assert.Equal(2, RidgeExamples.At(fitter.Model(FitExamples.Run(fitter, all)), 500, 5, 2.5f).Mean, 1e-3);
    }

    [Fact]
    public void Model_OneRow_PredictsIt()
    {
        Dataset data = Examples.Data("500,5,2.5,7");
        IFitter fitter = RidgeExamples.Fitter(RidgeExamples.Waves, data);
        FitRows one = RidgeExamples.Rows(data) with { Training = [0] };
        Assert.Equal(7, RidgeExamples.At(fitter.Model(FitExamples.Run(fitter, one)), 100, 1, 2.5f).Mean, 1e-6);
    }

    [Fact]
    public void Advance_OfSeveralLengthScales_KeepsTheOneOfTheLargestEvidence()
    {
        Dataset data = RidgeExamples.Line(200);
        IFitter fitter = RidgeExamples.Fitter("""{"name":"ridge","features":64,"lengthScales":[0.02,3]}""", data);
        RidgeState first = (RidgeState)FitExamples.Round(fitter, fitter.Start(), RidgeExamples.Rows(data));
        RidgeState second = (RidgeState)FitExamples.Round(fitter, first, RidgeExamples.Rows(data));
        Assert.Equal((0, 1), (first.Best.LengthScale, second.Best.LengthScale));
        Assert.True(second.Best.Evidence > first.Best.Evidence);
        Assert.Null(fitter.Ask(second));
    }

    [Fact]
    public void Read_WhatWasWritten_PredictsTheSame()
    {
        Dataset data = Examples.Data(Examples.Rows(80, 1));
        IFitter fitter = RidgeExamples.Fitter(RidgeExamples.Waves, data);
        FitState state = FitExamples.Run(fitter, RidgeExamples.Rows(data));
        FitState read = FitExamples.ReadBack(fitter, state);
        Assert.Equal(RidgeExamples.At(fitter.Model(state), 300, 3, 2.5f), RidgeExamples.At(fitter.Model(read), 300, 3, 2.5f));
        Assert.Equal(FitExamples.Bytes(fitter, state), FitExamples.Bytes(fitter, read));
    }

    /// <summary>Of every machine that members run: these bytes may never change while the learner's arithmetic is what it is.</summary>
    [Fact]
    public void Write_OfKnownRows_IsTheSameBitsEverywhere()
    {
        Dataset data = Examples.Data(Examples.Rows(60, 4));
        IFitter fitter = RidgeExamples.Fitter(RidgeExamples.Waves, data);
        Digest digest = Digest.Of(FitExamples.Bytes(fitter, FitExamples.Run(fitter, RidgeExamples.Rows(data))));
        Assert.StartsWith("8802d58dbf2ade3d60f850f71128431aefdd57513", digest.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CoefficientsOfAnotherLength_IsAFormatError()
    {
        Dataset data = RidgeExamples.Line(80);
        IFitter small = RidgeExamples.Fitter(RidgeExamples.Descriptors, data);
        FitState state = FitExamples.Run(small, RidgeExamples.Rows(data));
        Assert.Throws<FormatException>(() => FitExamples.ReadBack(new Mixed(small, RidgeExamples.Fitter(RidgeExamples.Waves, data)), state));
    }

    [Fact]
    public void Ask_MostMembersAndRows_CannotWrap()
    {
        Assert.True(GramSums.SpecOf(8).Holds(GramSums.MostMembers));
        Plan plan = Examples.Plan(RidgeExamples.Waves, GramSums.MostMembers + 1);
        Assert.Equal(RefusalCode.SumMayWrap, Assert.Throws<RefusedException>(() => Learners.For(plan)).Refusal.Code);
    }

    [Theory]
    [InlineData("""{"name":"ridge","features":4}""", "features")]
    [InlineData("""{"name":"ridge","features":4096}""", "features")]
    [InlineData("""{"name":"ridge","lengthScales":[]}""", "lengthScales")]
    [InlineData("""{"name":"ridge","lengthScales":[0]}""", "lengthScales")]
    [InlineData("""{"name":"ridge","kernel":"linear"}""", "kernel")]
    [InlineData("""{"name":"ridge","inputLimit":0}""", "inputLimit")]
    [InlineData("""{"name":"ridge","alpha":1}""", "alpha")]
    public void Parse_OutOfRange_NamesTheKey(string learner, string key) => Assert.Contains(
        key, Assert.Throws<FormatException>(() => RidgeSettings.Parse(JsonText.Parse(learner))).Message, StringComparison.Ordinal);

    /// <summary>Writes as one fitter and reads as another.</summary>
    private sealed class Mixed(IFitter writing, IFitter reading) : IFitter
    {
        public FitState Start() => writing.Start();

        public RoundSpec? Ask(FitState state) => writing.Ask(state);

        public LocalVector Contribute(FitState state, FitRows rows, CancellationToken cancellation) => writing.Contribute(state, rows, cancellation);

        public FitState Advance(FitState state, SumSlice sum) => writing.Advance(state, sum);

        public IFitted Model(FitState state) => writing.Model(state);

        public void Write(FitState state, StateWriter writer) => writing.Write(state, writer);

        public FitState Read(StateReader reader) => reading.Read(reader);
    }
}
