namespace FedMat.Learning;

/// <summary>
/// What a network is given of a row: its inputs standardised, and, where there are thresholds, each input's rank among its quantile bins: in a
/// straight line from threshold to threshold, the middle of the bin beyond the first and last, scaled so that ranks spread evenly have mean zero and
/// deviation one. Where it is given tokens, the fractions of elements come first, as they are, and then the other inputs in this way.
/// </summary>
/// <param name="Standardisation">Of inputs and target.</param>
/// <param name="Thresholds">Of each input, rising; null where no ranks are given.</param>
/// <param name="Limit">A standardised value beyond ± this becomes this.</param>
/// <param name="Columns">Which inputs become tokens; null where none do.</param>
internal sealed record InputEncoding(Standardisation Standardisation, float[][]? Thresholds, float Limit, TokenColumns? Columns = null)
{
    private static readonly double Spread = Math.Sqrt(3);

    /// <summary>Of each auxiliary target.</summary>
    public IReadOnlyList<AuxiliaryMoments> Auxiliary { get; init; } = [];

    /// <summary>Inputs of a row.</summary>
    public int Inputs => Standardisation.Means.Length;

    /// <summary>Numbers that the network is given.</summary>
    public int Width => Columns is null ? Numbers(Inputs) : Columns.Fractions.Length + Math.Max(1, Numbers(Columns.Others.Length));

    /// <param name="inputs">One row.</param>
    /// <param name="result">As many numbers as <see cref="Width"/>.</param>
    public void Encode(ReadOnlySpan<float> inputs, Span<float> result)
    {
        if (Columns is not null)
        {
            EncodeTokens(Columns, inputs, result);
            return;
        }

        Standardisation.Apply(inputs, result[..Inputs], Limit);
        for (int j = 0; j < Inputs && Thresholds is not null; j++)
            result[Inputs + j] = Rank(Thresholds[j], inputs[j]);
    }

    /// <summary>The target as the network learns it.</summary>
    public float Target(double target) => (float)((target - Standardisation.TargetMean) / Standardisation.TargetScale);

    /// <summary>An auxiliary target as the network learns it.</summary>
    public float AuxiliaryTarget(int target, double value) => (float)((value - Auxiliary[target].Mean) / Auxiliary[target].Scale);

    /// <summary>The auxiliary target that one of the network's further outputs means; NaN where nobody has measured it.</summary>
    public double FromAuxiliaryOutput(int target, float output) =>
        Auxiliary[target].Rows > 0 ? Auxiliary[target].Mean + (Auxiliary[target].Scale * output) : double.NaN;

    /// <summary>The target that the network's first output means.</summary>
    public double FromOutput(float output) => Standardisation.TargetMean + (Standardisation.TargetScale * output);

    /// <summary>The standardisation and the columns of tokens, rounded to single precision, and the thresholds, for export.</summary>
    public IEnumerable<NamedTensor> Tensors()
    {
        yield return new NamedTensor("input.mean", [Inputs], Array.ConvertAll(Standardisation.Means, value => (float)value));
        yield return new NamedTensor("input.inverse_scale", [Inputs], Array.ConvertAll(Standardisation.InverseScales, value => (float)value));
        yield return new NamedTensor("target.mean", [1], [(float)Standardisation.TargetMean]);
        yield return new NamedTensor("target.scale", [1], [(float)Standardisation.TargetScale]);
        if (Columns is not null)
        {
            yield return Places("input.fractions", Columns.Fractions);
            yield return Places("input.others", Columns.Others);
            yield return Places("input.elements", Columns.Tokens.Numbers);
            yield return Places("input.sites", Columns.Tokens.Sites);
        }

        if (Auxiliary.Count > 0)
        {
            yield return new NamedTensor("auxiliary.mean", [Auxiliary.Count], [.. Auxiliary.Select(target => (float)target.Mean)]);
            yield return new NamedTensor("auxiliary.scale", [Auxiliary.Count], [.. Auxiliary.Select(target => (float)target.Scale)]);
        }

        if (Thresholds is null)
            yield break;
        float[] all = [.. Thresholds.SelectMany(list => list)];
        yield return new NamedTensor("input.thresholds", [all.Length], all);
        yield return new NamedTensor("input.threshold_counts", [Inputs], Array.ConvertAll(Thresholds, list => (float)list.Length));
    }

    private static NamedTensor Places(string name, IReadOnlyList<int> places) => new(name, [places.Count], [.. places.Select(place => (float)place)]);

    private int Numbers(int inputs) => Thresholds is null ? inputs : 2 * inputs;

    /// <summary>Where nothing differs but fractions, one 0 stands for the others.</summary>
    private void EncodeTokens(TokenColumns columns, ReadOnlySpan<float> inputs, Span<float> result)
    {
        for (int i = 0; i < columns.Fractions.Length; i++)
            result[i] = inputs[columns.Fractions[i]];
        Span<float> others = result[columns.Fractions.Length..];
        others.Clear();
        for (int i = 0; i < columns.Others.Length; i++)
        {
            int j = columns.Others[i];
            float value = (float)((inputs[j] - Standardisation.Means[j]) * Standardisation.InverseScales[j]);
            others[i] = Math.Clamp(value, -Limit, Limit);
            if (Thresholds is not null)
                others[columns.Others.Length + i] = Rank(Thresholds[j], inputs[j]);
        }
    }

    private static float Rank(float[] thresholds, float value)
    {
        if (thresholds.Length == 0)
            return 0;
        int bin = BinGrid.CellOf(thresholds, value);
        double within = 0.5;
        if (bin > 0 && bin < thresholds.Length)
            within = ((double)value - thresholds[bin - 1]) / ((double)thresholds[bin] - thresholds[bin - 1]);
        return (float)(Spread * ((2 * (bin + within) / (thresholds.Length + 1)) - 1));
    }
}
