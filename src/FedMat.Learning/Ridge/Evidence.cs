using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// How well the spread of coefficients and the noise explain the rows, with the coefficients integrated out (MacKay, Neural Computation 4, 415, 1992; Bishop, Pattern
/// Recognition and Machine Learning, section 3.5). With λ, the ratio of the two precisions, given, the noise that explains most is known, so that λ alone is sought:
/// at quarters of powers of two times the mean square of a feature, from 2^-26 to 2^12.
/// </summary>
/// <param name="Log">The logarithm of the evidence, up to what does not depend on the features.</param>
/// <param name="Ridge">λ.</param>
/// <param name="Noise">The variance of the noise of a row of weight one, in standardised units.</param>
internal sealed record Evidence(double Log, double Ridge, double Noise)
{
    private const int Lowest = -26;
    private const int Highest = 12;
    private const int PerDoubling = 4;

    /// <summary>A fit to the last digit is one to the rounding of the sums: the noise is no less than this part of the variance.</summary>
    private const double LeastNoise = 1e-8;

    /// <summary>2^0 to 2^(3/4).</summary>
    private static readonly double[] Steps = [1, Math.Sqrt(Math.Sqrt(2)), Math.Sqrt(2), Math.Sqrt(2) * Math.Sqrt(Math.Sqrt(2))];

    /// <summary>The best; null where the features, or the target, are the same in all rows, or the rows are fewer than three.</summary>
    public static Evidence? Best(Gram gram)
    {
        double trace = 0;
        for (int i = 0; i < gram.Matrix.Length; i++)
            trace += gram.Matrix[i][i];
        if (gram.Rows < 3 || !(trace > 0) || !(gram.Square > 0))
            return null;
        Tridiagonal turned = new(gram.Matrix, gram.Products);
        Evidence? best = null;
        for (int step = Lowest * PerDoubling; step <= Highest * PerDoubling; step++)
        {
            int part = ((step % PerDoubling) + PerDoubling) % PerDoubling;
            double ridge = trace / gram.Matrix.Length * Elementary.PowerOfTwo((step - part) / PerDoubling) * Steps[part];
            if (turned.At(ridge) is { } at && Of(gram, ridge, at.LogDeterminant, at.Form) is { } found && !(found.Log <= best?.Log))
                best = found;
        }

        return best;
    }

    private static Evidence Of(Gram gram, double ridge, double logDeterminant, double form)
    {
        long rows = gram.Rows - 1;
        double noise = Math.Max(gram.Square - form, LeastNoise * gram.Square) / rows;
        double log = (gram.Matrix.Length * Elementary.Log(ridge)) - (rows * Elementary.Log(noise)) - logDeterminant;
        return new Evidence(log / 2, ridge, noise);
    }
}
