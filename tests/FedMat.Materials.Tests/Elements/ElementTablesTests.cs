namespace FedMat.Materials.Tests;

public sealed class ElementTablesTests
{
    [Fact]
    public void Magpie_EveryElementUpToLr_HasItsOwnNumberGroupAndPeriod()
    {
        foreach (var element in Elements.All.Take(DescriptorSet.HeaviestElement))
        {
            Assert.Equal(element.Number, MagpieProperties.Of(element, "Number"));
            Assert.Equal(element.Period, MagpieProperties.Of(element, "Row"));
            Assert.Equal(element.Group, MagpieProperties.Of(element, "Column"));
            Assert.InRange(MagpieProperties.Of(element, "AtomicWeight")!.Value / element.AtomicWeight, 0.98, 1.02);
        }
    }

    /// <summary>Every property that the statistics of an ordinary row could lack, with the elements up to Pu that lack it.</summary>
    [Theory]
    [InlineData("MeltingT", "He Fr")]
    [InlineData("Electronegativity", "He Ne Ar Rn")]
    [InlineData("GSvolume_pa", "Po At Rn Fr Ra")]
    [InlineData("GSbandgap", "Po At Rn Fr Ra")]
    [InlineData("GSmagmom", "Po At Rn Fr Ra")]
    [InlineData("SpaceGroupNumber", "At Rn Fr")]
    [InlineData("CovalentRadius", "")]
    [InlineData("NUnfilled", "")]
    public void Magpie_Missing_OnlyWhereTheSourceHasNothing(string property, string symbols) =>
        Assert.Equal(symbols, string.Join(' ', Elements.All.Take(94).Where(element => MagpieProperties.Of(element, property) is null)));

    [Fact]
    public void Magpie_ValenceElectrons_AreTheSumOfTheShells()
    {
        foreach (var element in Elements.All.Take(DescriptorSet.HeaviestElement))
        {
            double shells = new[] { "NsValence", "NpValence", "NdValence", "NfValence" }.Select(name => MagpieProperties.Of(element, name)!.Value).Sum();
            Assert.Equal(MagpieProperties.Of(element, "NValence"), shells);
        }
    }

    [Fact]
    public void Magpie_UnknownProperty_NamesThoseThatAreKnown() => Assert.Contains(
        "MeltingT", Assert.Throws<ArgumentException>(() => MagpieProperties.Of(Elements.Of(26), "Melting")).Message, StringComparison.Ordinal);

    /// <summary>As printed by Takeuchi and Inoue.</summary>
    [Theory]
    [InlineData("Cu", "Zr", -23.0)]
    [InlineData("Ni", "Al", -22.0)]
    [InlineData("Fe", "C", -50.0)]
    [InlineData("Fe", "Si", -35.0)]
    [InlineData("Fe", "U", -11.0)]
    [InlineData("Ni", "Ti", -35.0)]
    [InlineData("Fe", "Cu", 13.0)]
    [InlineData("Fe", "Fe", 0.0)]
    public void MixingEnthalpy_KnownPair_IsThePublishedValueEitherWayRound(string first, string second, double value)
    {
        Assert.Equal(value, MixingEnthalpies.Of(Elements.Find(first)!, Elements.Find(second)!));
        Assert.Equal(value, MixingEnthalpies.Of(Elements.Find(second)!, Elements.Find(first)!));
    }

    [Fact]
    public void MixingEnthalpy_Table_HasEveryPairOf73Elements()
    {
        var known = Elements.All.Where(element => MixingEnthalpies.Of(element, element) is not null).ToArray();
        Assert.Equal(73, known.Length);
        Assert.All(known, first => Assert.All(known, second => Assert.NotNull(MixingEnthalpies.Of(first, second))));
        Assert.Null(MixingEnthalpies.Of(Elements.Find("O")!, Elements.Find("Fe")!));
    }
}
