namespace FedMat.Materials;

/// <summary>
/// <c>alloy/1</c>, of the atomic fractions c:
/// mixing entropy -R sum c ln c in J/(mol K), with R of CODATA 2018;
/// mixing enthalpy 4 sum over pairs of c_i c_j H_ij in kJ/mol (Takeuchi and Inoue, Mater. Trans. 46, 2817 (2005); <see cref="MixingEnthalpies"/>);
/// size mismatch delta = 100 sqrt(sum c (1 - r / r_mean)^2) in percent (Zhang et al., Adv. Eng. Mater. 10, 534 (2008)), with the radii of
/// Miracle et al. (2010) of <see cref="MagpieProperties"/>;
/// valence electron concentration sum c v, v the group up to 12 and the group less 10 beyond (Guo et al., J. Appl. Phys. 109, 103505 (2011));
/// electronegativity spread sqrt(sum c (x - x_mean)^2), with Pauling's scale of <see cref="Elements"/>.
/// Size and electronegativity are those of the elements that have them, their fractions scaled up to one; a pair that the table of enthalpies
/// lacks counts as ideal (0). The last number is the fraction of atoms of elements that lack one of the three: 0 for a metal alloy.
/// </summary>
internal sealed class AlloyStatistics : ICompositionStatistics
{
    private const double GasConstant = 8.31446261815324;
    private const int Width = DescriptorSet.HeaviestElement + 1;

    private static readonly double[] Radii = ByNumber(element => MagpieProperties.Radius(element.Number));
    private static readonly double[] Electronegativities = ByNumber(element => element.Electronegativity ?? double.NaN);
    private static readonly double[] ValenceElectrons = ByNumber(element => ElementalBlock.ValenceElectrons(element));

    private static readonly bool[] Known =
    [
        .. Enumerable.Range(0, Width).Select(number =>
            !double.IsNaN(Radii[number]) && !double.IsNaN(Electronegativities[number]) && !double.IsNaN(MixingEnthalpies.Pair(number, number))),
    ];

    public IReadOnlyList<string> Names { get; } =
    [
        "mixing_entropy_J_mol_K", "mixing_enthalpy_kJ_mol", "size_mismatch_percent", "valence_electron_concentration", "electronegativity_spread",
        "alloy_missing",
    ];

    public void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values)
    {
        Span<double> fractions = stackalloc double[numbers.Length];
        double total = 0, entropy = 0, electrons = 0, missing = 0;
        foreach (double amount in amounts) total += amount;
        for (int i = 0; i < numbers.Length; i++)
        {
            double fraction = amounts[i] / total;
            fractions[i] = fraction;
            entropy += fraction * Elementary.Log(fraction);
            electrons += fraction * ValenceElectrons[numbers[i]];
            if (!Known[numbers[i]]) missing += fraction;
        }
        double radius = Mean(Radii, numbers, fractions);
        values[0] = 0 - (GasConstant * entropy);
        values[1] = Enthalpy(numbers, fractions);
        values[2] = radius > 0 ? 100 * Spread(Radii, radius, numbers, fractions) / radius : 0;
        values[3] = electrons;
        values[4] = Spread(Electronegativities, Mean(Electronegativities, numbers, fractions), numbers, fractions);
        values[5] = missing;
    }

    private static double Enthalpy(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> fractions)
    {
        double sum = 0;
        for (int i = 1; i < numbers.Length; i++)
            for (int j = 0; j < i; j++)
            {
                double pair = MixingEnthalpies.Pair(numbers[i], numbers[j]);
                if (!double.IsNaN(pair)) sum += fractions[i] * fractions[j] * pair;
            }
        return 4 * sum;
    }

    /// <summary>Over the elements that have a value; 0 if none has.</summary>
    private static double Mean(double[] property, ReadOnlySpan<byte> numbers, ReadOnlySpan<double> fractions)
    {
        double sum = 0, known = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (double.IsNaN(property[numbers[i]])) continue;
            sum += fractions[i] * property[numbers[i]];
            known += fractions[i];
        }
        return known > 0 ? sum / known : 0;
    }

    /// <summary>The standard deviation over the elements that have a value.</summary>
    private static double Spread(double[] property, double mean, ReadOnlySpan<byte> numbers, ReadOnlySpan<double> fractions)
    {
        double sum = 0, known = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (double.IsNaN(property[numbers[i]])) continue;
            double difference = property[numbers[i]] - mean;
            sum += fractions[i] * (difference * difference);
            known += fractions[i];
        }
        return known > 0 ? Math.Sqrt(sum / known) : 0;
    }

    /// <summary>By atomic number; place 0 is not used.</summary>
    private static double[] ByNumber(Func<Element, double> value) =>
        [double.NaN, .. Elements.All.Take(DescriptorSet.HeaviestElement).Select(value)];
}
