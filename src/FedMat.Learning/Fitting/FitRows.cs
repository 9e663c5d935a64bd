using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>A member's rows as one model may see them.</summary>
/// <param name="Rows">What exact sums are taken over: in groups of near rows where the plan says so.</param>
/// <param name="Original">The same rows as they are. Nothing exact is summed over a part of them that their inputs choose.</param>
/// <param name="Training">The rows to fit to, in the order of the data. May be none.</param>
/// <param name="Held">The rows kept from this model, in the order of the data; where rows are in groups, measured ones alone. May be none.</param>
/// <param name="Weight">What the member counts for where its share is bounded: its rows with any target, up to the plan's maximum.</param>
/// <param name="Share">That as a part of the plan's maximum, in (0, 1].</param>
internal sealed record FitRows(Dataset Rows, Dataset Original, int[] Training, int[] Held, int Weight, double Share)
{
    /// <summary>
    /// Of the rows without a target (<see cref="Dataset.Untargeted"/> of <see cref="Original"/>) those that the model may learn auxiliary targets from.
    /// </summary>
    public int[] Auxiliary { get; init; } = [];

    /// <summary>The plan's.</summary>
    public int MinimumCell { get; init; } = 1;

    /// <summary>The rows to fit to whose target is a value, for learners that make nothing of a bound.</summary>
    public int[] Measured => MeasuredRows.Of(Rows, Training);

    /// <summary>
    /// The rows to fit to in exact sums that can take bounds. Where rows are in groups these are the measured ones alone: rows of a group share a prediction, and which bounds
    /// it meets from sum to sum would tell single ones.
    /// </summary>
    public int[] Summed => MinimumCell > 1 ? Measured : Training;

    /// <summary>What the fitter wants to remember of these rows from sum to sum, such as its predictions so far; never needed to go on.</summary>
    public object? Memory { get; set; }
}
