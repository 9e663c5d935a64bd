namespace FedMat.Learning;

/// <summary>
/// Bayesian ridge regression, predicting. The variance is that of the mean, x'Sx: how little the rows say about a place. The noise, which is the same everywhere, is left
/// to the calibration of intervals, whose scale has a floor of its own.
/// </summary>
internal sealed class RidgeModel(RidgePosterior posterior, IFeatureMap map, Standardisation standardisation, float inputLimit) : IFitted
{
    private readonly double[] factor = Array.ConvertAll(posterior.Factor, value => (double)value);

    public IReadOnlyList<NamedTensor> Tensors =>
    [
        .. map.Tensors,
        new NamedTensor("centre", [posterior.Centre.Length], Singles(posterior.Centre)),
        new NamedTensor("coefficients", [posterior.Coefficients.Length], Singles(posterior.Coefficients)),
        new NamedTensor("intercept", [1], [(float)posterior.Intercept]),
        new NamedTensor("noise_variance", [1], [(float)posterior.Noise]),
        new NamedTensor("factor", [posterior.Factor.Length], posterior.Factor),
        new NamedTensor("input.mean", [standardisation.Means.Length], Singles(standardisation.Means)),
        new NamedTensor("input.inverse_scale", [standardisation.Means.Length], Singles(standardisation.InverseScales)),
        new NamedTensor("target.mean", [1], [(float)standardisation.TargetMean]),
        new NamedTensor("target.scale", [1], [(float)standardisation.TargetScale]),
    ];

    /// <exception cref="ArgumentException">Not as many inputs as the predictions need.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<double> means, Span<double> variances)
    {
        int width = standardisation.Means.Length;
        if (inputs.Length != means.Length * width)
            throw new ArgumentException($"{inputs.Length} numbers are not {means.Length} rows of {width} inputs", nameof(inputs));
        float[] row = new float[width];
        (double[] features, double[] turned) = (new double[map.Count], new double[map.Count]);
        for (int i = 0; i < means.Length; i++)
        {
            standardisation.Apply(inputs.Slice(i * width, width), row, inputLimit);
            (double mean, double variance) = Of(row, features, turned);
            means[i] = standardisation.TargetMean + (standardisation.TargetScale * mean);
            variances[i] = standardisation.TargetScale * standardisation.TargetScale * variance;
        }
    }

    private (double Mean, double Variance) Of(float[] row, double[] features, double[] turned)
    {
        if (posterior.Centre.Length == 0)
            return (posterior.Intercept, 0);
        map.Map(row, features);
        Axpy.Add(-1, posterior.Centre, features);
        Array.Clear(turned);
        int start = 0;
        for (int i = 0; i < features.Length; i++)
        {
            Axpy.Add(features[i], factor.AsSpan(start, features.Length - i), turned.AsSpan(i));
            start += features.Length - i;
        }

        double variance = posterior.Noise * ((1 / posterior.Weight) + Axpy.Dot(turned, turned));
        return (posterior.Intercept + Axpy.Dot(posterior.Coefficients, features), variance);
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
