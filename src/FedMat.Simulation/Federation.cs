using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// A whole study in one process: the same learner, quantiser and secure sum as between real nodes, with no network. One member alone is
/// the local model, and all rows as one member the pooled one, so that they can be compared with the federation under one budget.
/// </summary>
public static class Federation
{
    /// <summary>Runs a plan to its end.</summary>
    /// <param name="plan">
    /// Learner, rounds, seed and contract. Its members are replaced by as many as there are tables, and one is enough here.
    /// </param>
    /// <param name="members">Each member's training rows; of them the learner sets its hold-out part aside.</param>
    /// <param name="trainer">Called from one thread.</param>
    /// <param name="progress">Told after every sum.</param>
    /// <param name="cancellation">Ends the run soon after.</param>
    /// <returns>The model after the last round.</returns>
    /// <exception cref="ArgumentException">No members.</exception>
    /// <exception cref="RefusedException">The plan's learner cannot be used, or a member's rows cannot.</exception>
    public static IModel Run(
        Plan plan,
        IReadOnlyList<Dataset> members,
        ILocalTrainer trainer,
        IProgress<LearnerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
            throw new ArgumentException("a federation has members", nameof(members));
        plan = plan with { Members = InMemorySum.Named(members.Count) };
        ILearner learner = Learners.For(plan, trainer);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        int minimum = Math.Min(plan.MinimumMembers, plan.Thresholds.LargestMinimum);
        using InMemorySum? secure = members.Count < Plan.FewestMembers ? null : new InMemorySum(plan with { MinimumMembers = minimum });
        ModelState state = learner.Start();
        while (learner.Ask(state) is { } spec)
        {
            cancellation.ThrowIfCancellationRequested();
            IEnumerable<RingVector> vectors = members.Select(member => Quantiser.Encode(learner.Contribute(state, member, cancellation), source));
            state = learner.Advance(state, secure is null ? PlainSum(spec, vectors) : secure.Sum(spec, [.. vectors], lost: null, cancellation));
            progress?.Report(learner.Describe(state));
        }

        return learner.Model(state);
    }

    /// <summary>One or two members have nothing to hide from each other.</summary>
    private static RingVector PlainSum(RoundSpec spec, IEnumerable<RingVector> vectors)
    {
        RunningSum sum = new(spec);
        foreach (RingVector vector in vectors)
            sum.Add(vector);
        return sum.Total();
    }
}
