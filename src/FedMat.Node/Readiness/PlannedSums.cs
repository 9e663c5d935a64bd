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
        RoundSpec[] one = [.. Specs(plan, rounds: 1)];
        // What a further round of the plan brings; candidates with rounds of their own do not heed it.
        ILookup<string, RoundSpec> two = (plan.Rounds > 1 ? Specs(plan, rounds: 2) : one).ToLookup(spec => spec.Phase);
        return [.. one.GroupBy(spec => spec.Phase).Select(sums => Outlook([.. sums], sums.Count() + ((two[sums.Key].Count() - sums.Count()) * (plan.Rounds - 1))))];
    }

    /// <summary>The sums of a study with so many rounds of training; every round has the same.</summary>
    public static IEnumerable<RoundSpec> Specs(Plan plan, int rounds)
    {
        ILearner learner = Learners.For(plan with { Rounds = rounds });
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
