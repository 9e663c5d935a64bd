using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The sums that a plan's learner asks for, found by walking through its fold with sums that hold one row and nothing else.</summary>
internal static class PlannedSums
{
    private const int MostPhases = 100;

    private static readonly Dictionary<string, string> Words = new()
    {
        ["moments"] = "moments: how many training rows there are, and of each input and the target the sum and the sum of squares",
        ["weights"] = "training: how far the network's weights moved, its mean training loss, and how many rows it counts for",
        ["metrics"] = "hold-out errors: how many rows were held out, the sum of the absolute and of the squared errors",
    };

    /// <exception cref="RefusedException">The plan's learner or its settings are not known here.</exception>
    public static IReadOnlyList<SumOutlook> Of(Plan plan) => [.. Specs(plan).Select(spec => Outlook(spec, plan))];

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

    private static SumOutlook Outlook(RoundSpec spec, Plan plan) => new(
        spec.Phase, Words.GetValueOrDefault(spec.Phase, spec.Phase), Times(spec.Phase, plan), spec.Length, (int)spec.Ring, spec.Bytes, spec.IsExact);

    private static int Times(string phase, Plan plan)
    {
        int every = NeuralSettings.Parse(plan.Learner).EvaluateEvery;
        return phase switch
        {
            "weights" => plan.Rounds,
            "metrics" when every > 0 => (plan.Rounds + every - 1) / every,
            _ => 1,
        };
    }
}
