using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The sums that a plan's learner asks for, found by walking through its fold with sums that hold one row and nothing else.</summary>
internal static class PlannedSums
{
    private const int MostPhases = 100;

    private static readonly Dictionary<string, string> Words = new()
    {
        ["survey"] = "survey: how many rows there are, how many contain each element, and of each input and each target the sum and the sum of squares",
        ["bins"] = "bins: how many rows lie in each cell of each input's values",
        ["trees"] = "trees: rows, weights and gradients or targets in each cell that the next cuts could make, and the errors on rows held out",
        ["gram"] = "ridge: of the features of all rows and the target the sums of their products, in pairs",
        ["evaluation"] = "networks' mean error on rows held out",
        ["weights"] = "training: how far the networks' weights moved, their mean training loss, and how many rows they count for",
        ["scores"] = "errors on rows that a model has not seen: how many rows, the sums of the absolute errors and of their products",
        ["calibration"] = "histogram of those errors, and of how far rows lie from the usual ones",
    };

    /// <exception cref="RefusedException">The plan's learner or its settings are not known here.</exception>
    public static IReadOnlyList<SumOutlook> Of(Plan plan) =>
        [.. Specs(plan).GroupBy(spec => spec.Phase).Select(sums => Outlook(sums.MaxBy(spec => spec.Length)!, Times(sums.Key, sums.Count(), plan)))];

    private static IEnumerable<RoundSpec> Specs(Plan plan)
    {
        ILearner learner = Learners.For(plan with { Rounds = 1 });
        ModelState state = learner.Start();
        for (int phases = 0; phases < MostPhases && learner.Ask(state) is { } spec; phases++)
        {
            yield return spec;
            state = learner.Advance(state, new RingVector(spec.Ring, spec.Length) { [0] = 1 });
        }
    }

    private static SumOutlook Outlook(RoundSpec spec, int times) =>
        new(spec.Phase, Words.GetValueOrDefault(spec.Phase[(spec.Phase.IndexOf('.') + 1)..], spec.Phase), times, spec.Length, (int)spec.Ring, spec.Bytes, spec.IsExact);

    /// <summary>What a candidate asks for comes in every training round.</summary>
    private static int Times(string phase, int seen, Plan plan) => phase.Contains('.') ? seen * plan.Rounds : seen;
}
