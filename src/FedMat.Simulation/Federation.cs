using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// A whole study in one process: the same learner, quantiser and masks as between real nodes, with no network. One member alone is
/// the local model, and all rows as one member the pooled one, so that they can be compared with the federation under one plan.
/// </summary>
public static class Federation
{
    /// <summary>Runs a plan to its end.</summary>
    /// <param name="plan">
    /// Learner, rounds, seed and contract. Its members are replaced by as many as there are tables, and one is enough here.
    /// </param>
    /// <param name="members">Each member's rows; of them the learner sets its hold-out part aside.</param>
    /// <param name="trainer">Called from several threads.</param>
    /// <param name="progress">Told after every sum.</param>
    /// <param name="drop">The part of the members that is lost in each sum that can do without them, from 0 to 1.</param>
    /// <param name="cancellation">Ends the run soon after.</param>
    /// <exception cref="ArgumentException">No members.</exception>
    /// <exception cref="RefusedException">The plan's learner cannot be used, or a member's rows cannot.</exception>
    public static FederationResult Run(
        Plan plan,
        IReadOnlyList<Dataset> members,
        ILocalTrainer trainer,
        IProgress<LearnerProgress>? progress = null,
        double drop = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
            throw new ArgumentException("a federation has members", nameof(members));
        plan = plan with { Members = InMemorySum.Named(members.Count) };
        ILearner learner = Learners.For(plan, trainer);
        using SimulatedSums sums = new(plan, drop);
        ModelState state = learner.Start();
        while (learner.Ask(state) is { } spec)
        {
            cancellation.ThrowIfCancellationRequested();
            RingVector sum = sums.Of(spec, member => learner.Contribute(state, members[member], cancellation), cancellation);
            state = learner.Advance(state, sum);
            progress?.Report(learner.Describe(state));
        }

        return new FederationResult(learner.Model(state), state, sums.Count);
    }
}
