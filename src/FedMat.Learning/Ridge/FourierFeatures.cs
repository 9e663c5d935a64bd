using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Random Fourier features (Rahimi and Recht, Random Features for Large-Scale Kernel Machines, NIPS 2007, algorithm 1): cosines of random projections of a row, whose
/// products have a covariance as their mean; ridge regression on them is an approximate Gaussian process. The frequencies are drawn from the spectrum of the
/// covariance: normal for the Gaussian one, Student's t with 2ν degrees of freedom for Matérn of order ν (Rasmussen and Williams 2006, section 4.2.1).
/// Frequencies count in turns, so that a phase is brought into one turn without error.
/// Limits: 8 features or more; an error of the covariance of about 1/√features.
/// </summary>
internal sealed class FourierFeatures : IFeatureMap
{
    private readonly int inputs;
    private readonly double[] turns;
    private readonly double[] phases;

    /// <param name="inputs">Descriptors of a row, constant ones among them.</param>
    /// <param name="used">How many of them are not constant.</param>
    /// <param name="settings">How many features, and of which covariance.</param>
    /// <param name="lengthScale">A part of the root of <paramref name="used"/>, which is how far rows usually lie from their mean.</param>
    /// <param name="seed">Frequencies and phases follow from it; at another length scale the same ones are stretched.</param>
    public FourierFeatures(int inputs, int used, RidgeSettings settings, double lengthScale, long seed)
    {
        this.inputs = inputs;
        Count = settings.Features;
        SeededStream stream = new("fedmat.ridge.features", seed);
        turns = new double[inputs * Count];
        phases = new double[Count];
        double scale = 1 / (2 * Math.PI * lengthScale * Math.Sqrt(Math.Max(1, used)));
        for (int feature = 0; feature < Count; feature++)
        {
            double stretch = scale * Stretch(settings.Kernel, stream);
            for (int j = 0; j < inputs; j++)
                turns[(j * Count) + feature] = Normal(stream) * stretch;
            phases[feature] = stream.NextUnit();
        }
    }

    public int Count { get; }

    public double Bound => 1;

    public IReadOnlyList<NamedTensor> Tensors =>
    [
        new NamedTensor("features.turns", [inputs, Count], Array.ConvertAll(turns, value => (float)value)),
        new NamedTensor("features.phases", [Count], Array.ConvertAll(phases, value => (float)value)),
    ];

    public void Map(ReadOnlySpan<float> row, Span<double> features)
    {
        phases.CopyTo(features);
        for (int j = 0; j < inputs; j++)
        {
            if (row[j] != 0)
                Axpy.Add(row[j], turns.AsSpan(j * Count, Count), features);
        }

        foreach (ref double feature in features)
            feature = Elementary.CosPi(2 * feature);
    }

    /// <summary>One over the root of a chi-squared number over its degrees of freedom: normal numbers times it are Student's.</summary>
    private static double Stretch(RidgeKernel kernel, SeededStream stream)
    {
        int degrees = kernel switch { RidgeKernel.Matern12 => 1, RidgeKernel.Matern32 => 3, RidgeKernel.Matern52 => 5, _ => 0 };
        double squares = 0;
        for (int i = 0; i < degrees; i++)
        {
            double normal = Normal(stream);
            squares += normal * normal;
        }

        return degrees == 0 ? 1 : Math.Sqrt(degrees / Math.Max(squares, 1e-6));
    }

    /// <summary>A normal number (Box and Muller, Ann. Math. Stat. 29, 610, 1958).</summary>
    private static double Normal(SeededStream stream)
    {
        double radius = Math.Sqrt(-2 * Elementary.Log((stream.NextWord() + 1.0) * Elementary.PowerOfTwo(-32)));
        return radius * Elementary.CosPi(stream.NextWord() * Elementary.PowerOfTwo(-31));
    }
}
