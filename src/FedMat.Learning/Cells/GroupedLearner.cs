using System.Runtime.CompilerServices;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A learner that sees a member's rows only in groups (<see cref="RowGroups"/>), in every phase: statistics, training and metrics. Rows are
/// grouped once and remembered for as long as the caller keeps them.
/// </summary>
internal sealed class GroupedLearner(ILearner learner, int minimumCell) : ILearner
{
    private readonly ConditionalWeakTable<Dataset, Dataset> grouped = [];

    public ModelState Start() => learner.Start();

    public RoundSpec? Ask(ModelState state) => learner.Ask(state);

    /// <exception cref="RefusedException">FM208: too few rows for two groups. FM507: too many to group.</exception>
    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        Dataset groups = grouped.GetValue(data, rows => RowGroups.Apply(rows, minimumCell, cancellation));
        return learner.Contribute(state, groups, cancellation);
    }

    public ModelState Advance(ModelState state, RingVector sum) => learner.Advance(state, sum);

    public LearnerProgress Describe(ModelState state) => learner.Describe(state);

    public IModel Model(ModelState state) => learner.Model(state);
}
