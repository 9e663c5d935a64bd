namespace FedMat.Learning;

/// <summary>What the rows say of the coefficients: a normal distribution.</summary>
/// <param name="LengthScale">Which of the settings' length scales.</param>
/// <param name="Evidence">Its logarithm; 0 where only the mean is known.</param>
/// <param name="Noise">Variance of a row of weight one around the mean, in standardised units.</param>
/// <param name="Weight">The sum of the rows' weights.</param>
/// <param name="Intercept">The mean of the standardised target.</param>
/// <param name="Centre">Of each feature its mean; empty where only the mean of the target is known.</param>
/// <param name="Coefficients">Their means.</param>
/// <param name="Factor">V, upper triangular, row after row from the diagonal: the covariance of the coefficients is noise × VV'.</param>
internal sealed record RidgePosterior(
    int LengthScale, double Evidence, double Noise, double Weight, double Intercept, double[] Centre, double[] Coefficients, float[] Factor)
{
    /// <summary>No rows: the mean of the survey.</summary>
    public static RidgePosterior Nothing { get; } = new(0, 0, 0, 0, 0, [], [], []);

    public static RidgePosterior Of(Gram gram, int lengthScale)
    {
        RidgePosterior mean = Nothing with { LengthScale = lengthScale, Weight = gram.Weight, Intercept = gram.TargetMean };
        if (Learning.Evidence.Best(gram) is not { } evidence || Inverse(gram.Matrix, evidence.Ridge) is not { } factor)
            return mean;
        double[] turned = new double[gram.Means.Length];
        for (int i = 0; i < turned.Length; i++)
            Axpy.Add(gram.Products[i], factor[i].AsSpan(i), turned.AsSpan(i));
        double[] coefficients = new double[turned.Length];
        List<float> packed = new(turned.Length * (turned.Length + 1) / 2);
        for (int i = 0; i < turned.Length; i++)
        {
            coefficients[i] = Axpy.Dot(factor[i].AsSpan(i), turned.AsSpan(i));
            for (int j = i; j < turned.Length; j++)
                packed.Add((float)factor[i][j]);
        }

        return mean with
        {
            Evidence = evidence.Log, Noise = evidence.Noise, Centre = gram.Means, Coefficients = coefficients, Factor = [.. packed],
        };
    }

    public void Write(StateWriter writer) =>
        writer.Int32(LengthScale).Real(Evidence).Real(Noise).Real(Weight).Real(Intercept).Reals(Centre).Reals(Coefficients).Singles(Factor);

    /// <exception cref="FormatException">The bytes are no posterior of so many features and length scales.</exception>
    public static RidgePosterior Read(StateReader reader, int features, int lengthScales)
    {
        int lengthScale = reader.Below(lengthScales - 1, "the length scale");
        (double evidence, double noise, double weight, double intercept) = (reader.Real(), reader.Real(), reader.Real(), reader.Real());
        double[] centre = reader.Reals();
        int count = centre.Length;
        StateReader.Require(count == 0 || count == features, "coefficients are missing");
        StateReader.Require(noise >= 0 && weight >= 0, "a variance or a weight is negative");
        return new(lengthScale, evidence, noise, weight, intercept, centre, reader.Reals(count), reader.Singles(count * (count + 1) / 2));
    }

    /// <summary>V with VV' = (A + λ)⁻¹: the inverse of the upper Cholesky factor. Null where A + λ is not positive.</summary>
    private static double[][]? Inverse(double[][] matrix, double ridge)
    {
        int count = matrix.Length;
        double[][] upper = Array.ConvertAll(matrix, row => (double[])row.Clone());
        for (int k = 0; k < count; k++)
        {
            double pivot = upper[k][k] + ridge;
            if (!(pivot > 0))
                return null;
            double scale = 1 / Math.Sqrt(pivot);
            upper[k][k] = pivot;
            for (int j = k; j < count; j++)
                upper[k][j] *= scale;
            for (int i = k + 1; i < count; i++)
                Axpy.Add(-upper[k][i], upper[k].AsSpan(i), upper[i].AsSpan(i));
        }

        double[][] inverse = new double[count][];
        for (int i = count - 1; i >= 0; i--)
        {
            inverse[i] = new double[count];
            inverse[i][i] = 1 / upper[i][i];
            for (int j = i + 1; j < count; j++)
                Axpy.Add(-upper[i][j] / upper[i][i], inverse[j].AsSpan(j), inverse[i].AsSpan(j));
        }

        return inverse;
    }
}
