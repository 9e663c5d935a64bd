namespace FedMat.Materials.Tests;

/// <summary>
/// Magpie's values beside those of Debian's pymatgen, where the property is the same one. Number, row and group agree for every element. The others
/// come from tables of different years (weights, melting points) or are estimates (electronegativities): those that differ are named here.
/// </summary>
public sealed class PymatgenTests(PymatgenValues pymatgen) : IClassFixture<PymatgenValues>
{
    private static readonly string[] Statistics = ["mean", "deviation", "range", "minimum", "maximum", "mode"];

    [PymatgenTheory]
    [InlineData("Number")]
    [InlineData("Row")]
    [InlineData("Column")]
    [InlineData("AtomicWeight")]
    [InlineData("Electronegativity")]
    [InlineData("MeltingT")]
    public void Describe_FiftyCompounds_AgreeWithPymatgen(string property)
    {
        Assert.Equal(50, PymatgenValues.Compounds.Distinct().Count());
        foreach (string formula in PymatgenValues.Compounds)
        {
            if (Composition.Parse(formula).Amounts.Any(pair => MagpieProperties.Of(pair.Element, property) != pymatgen.Of(property, pair.Element.Symbol)))
            {
                // The one compound with carbon, whose melting point differs.
                Assert.Equal(("MeltingT", "K3[Fe(CN)6]"), (property, formula));
                continue;
            }
            var values = Sets.Of("magpie/1", formula);
            double[] expected = pymatgen.Statistics(property, formula);
            for (int i = 0; i < Statistics.Length; i++)
                Assert.Equal(expected[i], values[$"{property}_{Statistics[i]}"], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [PymatgenTheory]
    [InlineData("Number", "")]
    [InlineData("Row", "")]
    [InlineData("Column", "")]
    [InlineData("AtomicWeight", "Ne Zn Mo Yb Lu Po Rn Pa")]
    [InlineData("Electronegativity", "Pm Eu Tb Yb Rn Lr")]
    [InlineData("MeltingT", "He B C F Xe Ce Pr Nd Eu Gd Dy Ho Er Yb Lu Th Pa U Np Pu Cm Bk")]
    public void Elements_ThatDiffer_AreTheseAlone(string property, string symbols) => Assert.Equal(
        symbols,
        string.Join(' ', Elements.All.Take(DescriptorSet.HeaviestElement).Where(element =>
            MagpieProperties.Of(element, property) != pymatgen.Of(property, element.Symbol))));

    /// <summary>Different years of the same measurement, or estimates.</summary>
    [PymatgenTheory]
    [InlineData("AtomicWeight", 0.01)]
    [InlineData("MeltingT", 0.06)]
    [InlineData("Electronegativity", 0.15)]
    public void Elements_ThatDiffer_DoSoByLittle(string property, double share)
    {
        foreach (var element in Elements.All.Take(DescriptorSet.HeaviestElement))
            if (MagpieProperties.Of(element, property) is { } ours && pymatgen.Of(property, element.Symbol) is { } theirs)
                Assert.InRange(Math.Abs(ours - theirs) / theirs, 0, share);
    }
}
