using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>One model's fitter by itself, without the study around it.</summary>
internal static class FitExamples
{
    /// <summary>What a fitter of the plan starts from when members hold these rows.</summary>
    /// <param name="plan">Its learner's settings are not looked at.</param>
    /// <param name="data">The rows of all members.</param>
    /// <param name="trainer">Of networks.</param>
    /// <param name="bins">Quantile bins of each input; 0 for none.</param>
    public static FitContext Context(Plan plan, Dataset data, ILocalTrainer? trainer = null, int bins = 0)
    {
        DataContract contract = DataContract.Parse(plan.Contract.Text, "test");
        SurveySums sums = new(new InputScales(contract));
        Survey survey = sums.ToSurvey(SumSlice.All(Encode(sums.Of(sums.Spec, data))));
        BinGrid grid = BinGrid.First(survey.Standardisation);
        long[] counts = [];
        for (int count = 0; count < BinSums.Counts; count++)
        {
            grid = count > 0 ? grid.Refine(counts) : grid;
            counts = BinSums.ToCounts(SumSlice.All(Encode(BinSums.Of(grid, data))));
        }

        float[][] thresholds = bins > 0 ? grid.Thresholds(counts, bins) : [.. Enumerable.Repeat(Array.Empty<float>(), data.Inputs)];
        return new FitContext(plan, contract, new Preparation(survey, thresholds), Seed: 11, trainer);
    }

    /// <summary>A member's rows as one model sees them: fold 0 is held from it.</summary>
    public static FitRows Rows(Plan plan, Dataset data) => new MemberRows(data, plan, StudySettings.Parse(plan) with { Models = 1 }, CancellationToken.None).View(0, 0);

    /// <summary>A member none of whose rows may be fitted to.</summary>
    public static FitRows NoRows(Plan plan, Dataset data) => Rows(plan, data) with { Training = [] };

    /// <summary>One sum over some members.</summary>
    public static FitState Round(IFitter fitter, FitState state, params IEnumerable<FitRows> members)
    {
        RunningSum sum = new(fitter.Ask(state)!);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        foreach (FitRows member in members)
            sum.Add(Quantiser.Encode(fitter.Contribute(state, member, CancellationToken.None), source));
        return fitter.Advance(state, SumSlice.All(sum.Total()));
    }

    /// <summary>Sums over some members, to the end.</summary>
    public static FitState Run(IFitter fitter, params FitRows[] members)
    {
        FitState state = fitter.Start();
        while (fitter.Ask(state) is not null)
            state = Round(fitter, state, members);
        return state;
    }

    /// <summary>What a state's bytes say.</summary>
    public static FitState ReadBack(IFitter fitter, FitState state)
    {
        StateWriter writer = new();
        fitter.Write(state, writer);
        StateReader reader = new(writer.ToState());
        FitState read = fitter.Read(reader);
        reader.End();
        return read;
    }

    public static byte[] Bytes(IFitter fitter, FitState state)
    {
        StateWriter writer = new();
        fitter.Write(state, writer);
        return writer.ToState().Memory.ToArray();
    }

    private static RingVector Encode(LocalVector vector)
    {
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        return Quantiser.Encode(vector, source);
    }
}
