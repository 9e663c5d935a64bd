namespace FedMat.Learning;

/// <summary>Moments of features and standardised target over rows, less their means.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Weight">The sum of their weights.</param>
/// <param name="Means">Of each feature.</param>
/// <param name="TargetMean">Of the target.</param>
/// <param name="Matrix">Row i, column j: the sum of the products of features i and j. Symmetric.</param>
/// <param name="Products">The sum of the products of each feature and the target.</param>
/// <param name="Square">The sum of the squares of the target.</param>
internal sealed record Gram(long Rows, double Weight, double[] Means, double TargetMean, double[][] Matrix, double[] Products, double Square)
{
    /// <param name="rows">How many.</param>
    /// <param name="moments">Upper triangle of the sums of products of a one, the features and the target.</param>
    public static Gram Of(long rows, double[,] moments)
    {
        int count = moments.GetLength(0) - 2;
        int target = count + 1;
        double weight = moments[0, 0];
        double[] means = new double[target + 1];
        for (int i = 1; i <= target && weight > 0; i++)
            means[i] = moments[0, i] / weight;
        double[][] matrix = new double[count][];
        for (int i = 0; i < count; i++)
        {
            matrix[i] = new double[count];
            for (int j = 0; j < count; j++)
                matrix[i][j] = j < i ? matrix[j][i] : moments[i + 1, j + 1] - (means[i + 1] * moments[0, j + 1]);
        }

        double[] products = new double[count];
        for (int i = 0; i < count; i++)
            products[i] = moments[i + 1, target] - (means[i + 1] * moments[0, target]);
        double square = moments[target, target] - (means[target] * moments[0, target]);
        return new Gram(rows, weight, means[1..target], means[target], matrix, products, square);
    }
}
