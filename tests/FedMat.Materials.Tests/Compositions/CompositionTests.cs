namespace FedMat.Materials.Tests;

public sealed class CompositionTests
{
    [Theory]
    [InlineData("Fe70Cr18Ni12", "Cr18Fe70Ni12")]
    [InlineData("Al0.25CoFeNi", "Al0.25FeCoNi")]
    [InlineData("La0.7Sr0.3MnO3", "O3MnSr0.3La0.7")]
    [InlineData("Ca(OH)2", "H2O2Ca")]
    [InlineData("Ag(AuS)2", "S2AgAu2")]
    [InlineData("CuSO4·5H2O", "H10O9SCu")]
    [InlineData("CuSO4 * 5 H2O", "H10O9SCu")]
    [InlineData("(Pb0.5Ba0.5)TiO3", "O3TiBa0.5Pb0.5")]
    [InlineData("K3[Fe(CN)6]", "C6N6K3Fe")]
    [InlineData("{[(H)2]3}4O", "H24O")]
    [InlineData("Fe₂O₃", "O3Fe2")]
    [InlineData("Ｆｅ２（ＳＯ４）３", "O12S3Fe2")]
    [InlineData("CO", "CO")]
    [InlineData("Co", "Co")]
    [InlineData("NaN", "NNa")]
    [InlineData("2Fe2O3", "O6Fe4")]
    [InlineData("Fe0.5C1e-05", "C0.00001Fe0.5")]
    [InlineData("Fe1Al0", "Fe")]
    [InlineData("OFeO", "O2Fe")]
    [InlineData("CuSO4•5H2O", "H10O9SCu")]
    [InlineData("CuSO4．(H2O)5", "H10O9SCu")]
    [InlineData("CuSO4.H2O", "H2O5SCu")]
    [InlineData("3CaO.Al2O3", "O6Al2Ca3")]
    [InlineData("2Fe2O3.H2O", "H2O7Fe4")]
    [InlineData("Fe.5Ni.5", "Fe0.5Ni0.5")]
    [InlineData("Al1.Co1.", "AlCo")]
    [InlineData("【Ｃｏ（ＮＨ３）６】Ｃｌ３", "H18N6Cl3Co")]
    public void Parse_FormulaAsWritten_SumsAmountsByElement(string formula, string canonical) =>
        Assert.Equal(canonical, Composition.Parse(formula).ToString());

    [Theory]
    [InlineData("Xx2O3", "'Xx2O3' has an unknown element 'Xx' at character 1")]
    [InlineData("Fe2Qy", "'Fe2Qy' has an unknown element 'Qy' at character 4")]
    [InlineData("Fe2(SO4", "'Fe2(SO4' has a bracket '(' that is not closed at character 4")]
    [InlineData("Fe2(SO4]3", "'Fe2(SO4]3' has a bracket ']' with nothing to close at character 8")]
    [InlineData("Fe2)3", "'Fe2)3' has a bracket ')' with nothing to close at character 4")]
    [InlineData("Fe()2", "'Fe()2' has a bracket ')' with nothing to close at character 4")]
    [InlineData("Fe1-xCrx", "'Fe1-xCrx' has an unexpected '-' at character 4")]
    [InlineData("FeCr x", "'FeCr x' has a variable 'x', where a number belongs, at character 6")]
    [InlineData("fe2", "'fe2' has a small letter 'f', where a symbol starts with a capital, at character 1")]
    [InlineData("Fe1.2.3", "'Fe1.2.3' has an amount '1.2.3' that is no number at character 3")]
    [InlineData("CuSO4.5H2O", "'CuSO4.5H2O' has a point before H2O that could be the dot of a hydrate (written · or *) at character 6")]
    [InlineData("CuSO4·", "'CuSO4·' has no element at character 7")]
    [InlineData("Na+", "'Na+' has an unexpected '+' at character 3")]
    [InlineData("Fe³⁺", "'Fe³⁺' has a charge or superscript '³' at character 3")]
    [InlineData("H2O(l)", "'H2O(l)' has a phase '(l)', which is no part of a composition, at character 4")]
    [InlineData("NaCl(aq)", "'NaCl(aq)' has a phase '(aq)', which is no part of a composition, at character 5")]
    [InlineData("Al2(SO4)3.18H2O", "'Al2(SO4)3.18H2O' has a point before H2O that could be the dot of a hydrate (written · or *) at character 10")]
    [InlineData("CaCl2.8NH3", "'CaCl2.8NH3' has a point before NH3 that could be the dot of a hydrate (written · or *) at character 6")]
    [InlineData("CaCl2.6(H2O)", "'CaCl2.6(H2O)' has a point before (H2O) that could be the dot of a hydrate (written · or *) at character 6")]
    [InlineData("3CaO.2SiO2", "'3CaO.2SiO2' has a point that could be the dot between two parts (written · or *) at character 5")]
    [InlineData("Fe\u200B2", "'Fe\u200B2' has an unexpected 'U+200B' at character 3")]
    [InlineData("Fe😀", "'Fe😀' has an unexpected '😀' at character 3")]
    [InlineData("((Fe1e300)1e300)0", "'((Fe1e300)1e300)0' has an amount of Fe that is not between 1e-12 and 1e12")]
    [InlineData("5", "'5' has no element at character 2")]
    [InlineData(" ", "there is no formula")]
    [InlineData("Fe0", "'Fe0' has no element with an amount above zero")]
    [InlineData("Fe1e300", "'Fe1e300' has an amount of Fe that is not between 1e-12 and 1e12")]
    public void Parse_NotAFormula_NamesTheCharacter(string formula, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => Composition.Parse(formula)).Message);

    [Theory]
    [InlineData("Fe1-xCrx", 4, "wt%")]
    [InlineData("Na+", 3, "charges")]
    [InlineData("H2O(g)", 4, "Leave it out")]
    [InlineData("CuSO4.5H2O", 6, "·")]
    [InlineData("Xx", 1, "symbol")]
    [InlineData("Fe(OH", 3, "Close it")]
    public void TryRead_NotAFormula_SaysWhatToDo(string formula, int position, string remedy)
    {
        Assert.False(Composition.TryRead(formula, out _, out var problem));
        Assert.Equal(position, problem.Position);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_TooDeepOrTooLong_IsRefused()
    {
        Assert.True(Composition.TryParse(new string('(', 32) + "Fe" + new string(')', 32), out _, out _));
        Assert.False(Composition.TryParse(new string('(', 33) + "Fe" + new string(')', 33), out _, out string? deep));
        Assert.False(Composition.TryParse(string.Concat(Enumerable.Repeat("Fe", 501)), out _, out string? wide));
        Assert.Contains("32 levels", deep, StringComparison.Ordinal);
        Assert.Contains("1002", wide, StringComparison.Ordinal);
    }

    [Fact]
    public void Fraction_Perovskite_IsTheShareOfAtoms()
    {
        var composition = Composition.Parse("SrTiO3");
        Assert.Equal(0.6, composition.Fraction(Elements.Find("O")!), 15);
        Assert.Equal(0, composition.Fraction(Elements.Find("Fe")!));
        Assert.Equal(5, composition.Total);
    }

    [Fact]
    public void Equals_SameAmountsInAnotherOrder_IsTrue()
    {
        Assert.Equal(Composition.Parse("O3TiSr"), Composition.Parse("SrTiO3"));
        Assert.Equal(Composition.Parse("O3TiSr").GetHashCode(), Composition.Parse("SrTiO3").GetHashCode());
        Assert.NotEqual(Composition.Parse("SrTiO2.9"), Composition.Parse("SrTiO3"));
    }

    /// <summary>Molar masses as in tables: water 18.015, ferric oxide 159.687 g/mol.</summary>
    [Theory]
    [InlineData("H2O", 18.015)]
    [InlineData("Fe2O3", 159.687)]
    [InlineData("CuSO4·5H2O", 249.677)]
    public void MolarMass_KnownCompound_IsThatOfTables(string formula, double mass) => Assert.Equal(mass, Composition.Parse(formula).MolarMass(), 3);

    [Fact]
    public void WeightFractions_FerricOxide_AreThoseOfTheAnalysis()
    {
        var fractions = Composition.Parse("Fe2O3").WeightFractions();
        Assert.Equal(["O 0.3006", "Fe 0.6994"], fractions.Select(pair => FormattableString.Invariant($"{pair.Element} {pair.Fraction:0.0000}")));
        Assert.Equal(1, fractions.Sum(pair => pair.Fraction), 15);
    }

    [Fact]
    public void Normalised_Composition_AddsUpToTheSumAskedFor()
    {
        Assert.Equal("O0.6Ti0.2Sr0.2", Composition.Parse("SrTiO3").Normalised().ToString());
        Assert.Equal("O60Ti20Sr20", Composition.Parse("SrTiO3").Normalised(100).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Composition.Parse("Fe1e12O0.000001").Normalised());
    }
}
