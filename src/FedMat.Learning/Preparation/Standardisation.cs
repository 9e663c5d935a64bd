using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>Brings inputs and target to mean zero and deviation one. An input that is the same in all rows is ignored.</summary>
public sealed class Standardisation
{
    private Standardisation(double[] means, double[] inverseScales, double targetMean, double targetScale)
    {
        Means = means;
        InverseScales = inverseScales;
        TargetMean = targetMean;
        TargetScale = targetScale;
    }

    /// <summary>Of each input.</summary>
    public double[] Means { get; }

    /// <summary>One over the deviation of each input; 0 for an input that is ignored.</summary>
    public double[] InverseScales { get; }

    public double TargetMean { get; }

    /// <summary>The target's deviation; 1 when all targets are equal.</summary>
    public double TargetScale { get; }

    /// <summary>What stands in a state before the moments are known: it changes nothing.</summary>
    public static Standardisation None(int inputs) => new(new double[inputs], [.. Enumerable.Repeat(1.0, inputs)], 0, 1);

    /// <param name="means">Of each input, then of the target.</param>
    /// <param name="deviations">Of each input, then of the target; 0 for what is constant.</param>
    public static Standardisation From(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        int inputs = means.Length - 1;
        double[] inverse = new double[inputs];
        for (int j = 0; j < inputs; j++)
            inverse[j] = deviations[j] > 0 ? 1 / deviations[j] : 0;
        return new Standardisation(means[..inputs].ToArray(), inverse, means[inputs], deviations[inputs] > 0 ? deviations[inputs] : 1);
    }

    /// <summary>From the four parts as a state holds them.</summary>
    internal static Standardisation FromParts(double[] means, double[] inverseScales, double targetMean, double targetScale) =>
        new(means, inverseScales, targetMean, targetScale);

    /// <summary>Standardises whole rows.</summary>
    /// <param name="inputs">Rows x inputs.</param>
    /// <param name="result">As many.</param>
    /// <param name="limit">A standardised value beyond ± this becomes this: a rare element is no lever.</param>
    public void Apply(ReadOnlySpan<float> inputs, Span<float> result, float limit)
    {
        for (int start = 0; start < inputs.Length; start += Means.Length)
        {
            for (int j = 0; j < Means.Length; j++)
            {
                float value = (float)((inputs[start + j] - Means[j]) * InverseScales[j]);
                result[start + j] = Math.Clamp(value, -limit, limit);
            }
        }
    }

    /// <summary>The given rows of a member, standardised, ready to train on.</summary>
    internal (float[] X, float[] Y) Rows(Dataset data, int[] rows, float limit)
    {
        float[] x = new float[rows.Length * Means.Length];
        float[] y = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Apply(data.X.AsSpan(rows[i] * Means.Length, Means.Length), x.AsSpan(i * Means.Length, Means.Length), limit);
            y[i] = (float)((data.Y[rows[i]] - TargetMean) / TargetScale);
        }

        return (x, y);
    }
}
