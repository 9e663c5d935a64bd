namespace FedMat.Learning;

/// <summary>
/// The convex mean of predictors with the least squared error: minimise w'Ew over w ≥ 0 that add up to one, for E the mean products of their errors. Two weights at a
/// time trade what is best between them, in a fixed order, until nothing moves.
/// </summary>
internal static class Stacking
{
    private const int Sweeps = 500;

    /// <param name="errors">Mean products of the errors, candidates x candidates, symmetric.</param>
    /// <param name="allowed">Of each candidate whether it may have a weight; of one at least.</param>
    /// <returns>The weights, and the mean squared error that they leave.</returns>
    public static (double[] Weights, double Square) Best(double[,] errors, bool[] allowed)
    {
        int count = errors.GetLength(0);
        double[] weights = new double[count];
        int[] chosen = [.. Enumerable.Range(0, count).Where(candidate => allowed[candidate])];
        int best = chosen[0];
        foreach (int candidate in chosen)
            best = errors[candidate, candidate] < errors[best, best] ? candidate : best;
        weights[best] = 1;
        bool moved = true;
        for (int sweep = 0; sweep < Sweeps && moved; sweep++)
        {
            moved = false;
            foreach (int to in chosen)
            {
                foreach (int from in chosen)
                    moved |= Trade(errors, weights, to, from);
            }
        }

        double square = 0;
        for (int i = 0; i < count; i++)
            square += weights[i] * Slope(errors, weights, i);
        return (weights, square);
    }

    private static bool Trade(double[,] errors, double[] weights, int to, int from)
    {
        double curve = errors[to, to] + errors[from, from] - (2 * errors[to, from]);
        if (to == from || !(curve > 0))
            return false;
        double step = (Slope(errors, weights, from) - Slope(errors, weights, to)) / curve;
        step = Math.Clamp(step, 0, weights[from]);
        weights[to] += step;
        weights[from] -= step;
        return step > 1e-9;
    }

    private static double Slope(double[,] errors, double[] weights, int of)
    {
        double slope = 0;
        for (int i = 0; i < weights.Length; i++)
            slope += errors[of, i] * weights[i];
        return slope;
    }
}
