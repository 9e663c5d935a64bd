using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The sums that a plan's learner asks for, found by walking through its fold with sums that hold one row and nothing else.</summary>
internal static class PlannedSums
{
    private const int MostSums = 20_000;

    /// <exception cref="RefusedException">The plan's learner or its settings are not known here.</exception>
    public static IReadOnlyList<SumOutlook> Of(Plan plan)
    {
        IReadOnlyDictionary<string, int> whole = Learners.RoundsOf(plan);
        IReadOnlyDictionary<string, int> once = Learners.RoundsOf(plan with { Rounds = 1 });
        return [.. Specs(plan).GroupBy(spec => spec.Phase).Select(sums => Outlook([.. sums], sums.Count() * Repeats(sums.Key)))];

        // What a candidate asks for comes in every training round, or less often.
        int Repeats(string phase)
        {
            string candidate = phase.Split('.')[0];
            return phase.Contains('.') ? whole[candidate] / once[candidate] : 1;
        }
    }

    /// <summary>The sums with one round of training; other rounds have the same.</summary>
    public static IEnumerable<RoundSpec> Specs(Plan plan)
    {
        ILearner learner = Learners.For(plan with { Rounds = 1 });
        ModelState state = learner.Start();
        for (int sums = 0; sums < MostSums && learner.Ask(state) is { } spec; sums++)
        {
            yield return spec;
            state = learner.Advance(state, new RingVector(spec.Ring, spec.Length) { [0] = 1 });
        }
    }

    private static SumOutlook Outlook(RoundSpec[] sums, int times)
    {
        RoundSpec longest = sums.MaxBy(spec => spec.Length)!;
        return new(longest.Phase, SumWords.Of(sums), times, longest.Length, (int)longest.Ring, longest.Bytes, longest.IsExact);
    }
}
