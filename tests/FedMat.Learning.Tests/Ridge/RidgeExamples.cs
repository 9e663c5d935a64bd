using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Fitters of ridge regressions by themselves.</summary>
internal static class RidgeExamples
{
    public const string Descriptors = """{"name":"ridge","features":0}""";
    public const string Waves = """{"name":"ridge","features":64,"lengthScales":[0.5,2]}""";

    /// <param name="learner">The plan's.</param>
    /// <param name="data">What was surveyed.</param>
    public static IFitter Fitter(string learner, Dataset data)
    {
        Plan plan = Examples.Plan(learner);
        return RidgeFitter.Candidate(RidgeSettings.Parse(plan.Learner), plan).Fitter(FitExamples.Context(plan, data));
    }

    public static FitRows Rows(Dataset data) => FitExamples.Rows(Examples.Plan(Descriptors), data);

    /// <summary>The model of one member's rows.</summary>
    public static IFitted Fit(string learner, Dataset data)
    {
        IFitter fitter = Fitter(learner, data);
        return fitter.Model(FitExamples.Run(fitter, Rows(data)));
    }

    public static (double Mean, double Variance) At(IFitted model, params float[] inputs)
    {
        (double[] mean, double[] variance) = (new double[1], new double[1]);
        model.Predict(inputs, mean, variance);
        return (mean[0], variance[0]);
    }

    /// <summary>Rows on a straight line of two inputs, with noise from a seed.</summary>
    public static Dataset Line(int count, double noise = 0.1, int seed = 1) => Examples.Data(Enumerable.Range(0, count).Select(i =>
    {
        SeededStream stream = new("line", seed, i);
        (double temperature, double time) = (1000 * stream.NextUnit(), 10 * stream.NextUnit());
        double hardness = 4 + (temperature / 200) + (time / 2) + (noise * ((2 * stream.NextUnit()) - 1));
        return FormattableString.Invariant($"{temperature},{time},2.5,{hardness}");
    }));
}
