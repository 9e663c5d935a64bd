using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Folds of rows without a target: each goes with the rows that measure the models. A row whose group has rows with a target is in their fold, however that group was joined
/// with others; one that nothing groups is in the fold of the row nearest to it (Euclidean, in the member's standardised inputs; of equally near ones the first) where near
/// rows stay together. Any other is in the fold of its own group or inputs, as are rows of the same at other members.
/// </summary>
internal static class UntargetedFolds
{
    /// <param name="data">A member's rows as they are.</param>
    /// <param name="folds">Of its rows with a target.</param>
    /// <param name="isNear">Whether near rows of those stay together.</param>
    /// <param name="seed">The plan's.</param>
    /// <param name="count">How many folds there are.</param>
    /// <param name="cancellation">Checked between rows.</param>
    public static int[] Of(Dataset data, int[] folds, bool isNear, long seed, int count, CancellationToken cancellation)
    {
        if (data.Untargeted is not { } others)
            return [];
        int[] found = Folds.Of(others, seed, count);
        Dictionary<string, int> ofGroup = [];
        for (int row = 0; row < folds.Length; row++)
        {
            if (data.Groups[row] is { } group)
                ofGroup.TryAdd(group, folds[row]);
        }

        double[] scales = isNear ? Scales(data) : [];
        for (int row = 0; row < found.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (others.Groups[row] is { } group)
                found[row] = ofGroup.GetValueOrDefault(group, found[row]);
            else if (isNear)
                found[row] = folds[Nearest(data, others.X.AsSpan(row * data.Inputs, data.Inputs), scales)];
        }

        return found;
    }

    private static int Nearest(Dataset data, ReadOnlySpan<float> inputs, double[] scales)
    {
        (int nearest, double least) = (0, double.PositiveInfinity);
        for (int row = 0; row < data.Rows; row++)
        {
            double distance = 0;
            for (int j = 0; j < inputs.Length && distance < least; j++)
            {
                double difference = (data.X[(row * data.Inputs) + j] - (double)inputs[j]) * scales[j];
                distance += difference * difference;
            }

            if (distance < least)
                (nearest, least) = (row, distance);
        }

        return nearest;
    }

    /// <summary>One over each input's deviation; 1 where it is constant, so that a row with another value is farther than one with the same.</summary>
    private static double[] Scales(Dataset data)
    {
        double[] scales = new double[data.Inputs];
        for (int j = 0; j < scales.Length; j++)
        {
            double sum = 0, squares = 0;
            for (int row = 0; row < data.Rows; row++)
                sum += data.X[(row * data.Inputs) + j];
            for (int row = 0; row < data.Rows; row++)
            {
                double distance = data.X[(row * data.Inputs) + j] - (sum / data.Rows);
                squares += distance * distance;
            }

            scales[j] = squares > 0 ? 1 / Math.Sqrt(squares / data.Rows) : 1;
        }

        return scales;
    }
}
