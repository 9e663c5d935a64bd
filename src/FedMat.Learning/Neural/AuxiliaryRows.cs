using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Auxiliary targets of training rows: hard parameter sharing (Caruana, Multitask Learning, Machine Learning 28, 41, 1997), where a missing value has no part in the
/// loss. Together they weigh the setting times what the target weighs, all rows counted: each an equal part of it, and one that was measured in more rows than the
/// target less in each. In fewer rows it weighs no more in each, so that a handful of values is no lever. A row counts by its weight, as for the target.
/// </summary>
internal sealed class AuxiliaryRows(Survey survey, InputEncoding encoding, double weight)
{
    private readonly int targets = encoding.Auxiliary.Count;

    /// <param name="data">A member's rows with a target; a place below their number is one of them, the others are of those without.</param>
    /// <param name="places">The rows of a task.</param>
    /// <returns>Null where the contract has no auxiliary target.</returns>
    public AuxiliaryTask? Of(Dataset data, int[] places)
    {
        if (targets == 0)
            return null;
        (float[] y, float[] weights) = (new float[places.Length * targets], new float[places.Length * targets]);
        for (int i = 0; i < y.Length; i++)
        {
            (int place, int target) = (places[i / targets], i % targets);
            (Dataset part, int row) = place < data.Rows ? (data, place) : (data.Untargeted!, place - data.Rows);
            double value = part.Auxiliary[(row * targets) + target];
            if (!double.IsNaN(value) && survey.Auxiliary[target].Rows > 0)
                (y[i], weights[i]) = (encoding.AuxiliaryTarget(target, value), (float)(WeightOf(target) * part.Weights[row]));
        }

        return new AuxiliaryTask(y, weights);
    }

    private double WeightOf(int target) => weight / targets * Math.Min(1, survey.Rows / (double)survey.Auxiliary[target].Rows);
}
