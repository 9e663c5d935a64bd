namespace FedMat.Materials.Tests;

public sealed class AlloyTests
{
    private static string Weights(string text) => string.Join(
        ' ', Composition.Parse(text).WeightFractions().Select(pair => FormattableString.Invariant($"{pair.Element}{100 * pair.Fraction:0.####}")));

    [Theory]
    [InlineData("Fe-9Cr-1Mo-0.1C wt%", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("Fe-9Cr-1Mo-0.1C (mass%)", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("Fe–9Cr–1Mo–0.1C, in wt.%", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("Ｆｅ－９Ｃｒ－１Ｍｏ－０．１Ｃ　ｗｔ％", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("Fe 9Cr 1Mo 0.1C weight percent", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("9 Cr, 1 Mo, 0.1 C, Fe bal. wt%", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("9Cr-1Mo-0.1C-balFe wt-%", "C0.1 Cr9 Fe89.9 Mo1")]
    [InlineData("Ti-6Al-4V", "Al6 Ti90 V4")]
    [InlineData("70Fe-18Cr-12Ni wt%", "Cr18 Fe70 Ni12")]
    [InlineData("Fe70Cr18Ni12 w%", "Cr18 Fe70 Ni12")]
    [InlineData("Fe-11.5In wt%", "Fe88.5 In11.5")]
    [InlineData("Fe wt%", "Fe100")]
    [InlineData("Fe-0Cr-2Ni wt%", "Fe98 Ni2")]
    public void Parse_WeightPercent_HasTheseWeights(string text, string weights) => Assert.Equal(weights, Weights(text));

    [Theory]
    [InlineData("Ni-50Ti at%", "Ti50Ni50")]
    [InlineData("Ni-50Ti at.%", "Ti50Ni50")]
    [InlineData("Zr65Al7.5Ni10Cu17.5 (at%)", "Al7.5Ni10Cu17.5Zr65")]
    [InlineData("Ga-50As mol%", "Ga50As50")]
    public void Parse_AtomicPercent_IsTheAmounts(string text, string canonical) => Assert.Equal(canonical, Composition.Parse(text).ToString());

    /// <summary>The eutectoid's 0.77 wt% C is 3.5 at%, and Ti-6Al-4V is 10.2 at% Al and 3.6 at% V, as in handbooks.</summary>
    [Theory]
    [InlineData("Fe-0.77C wt%", "C", 3.48)]
    [InlineData("Ti-6Al-4V", "Al", 10.2)]
    [InlineData("Ti-6Al-4V", "V", 3.6)]
    public void Parse_WeightPercent_BecomesAtomicPercent(string text, string symbol, double percent) =>
        Assert.Equal(percent, 100 * Composition.Parse(text).Fraction(Elements.Find(symbol)!), symbol == "C" ? 2 : 1);

    [Theory]
    [InlineData("Fe-9Cr %", "'Fe-9Cr %' has a '%' that does not say of what at character 8")]
    [InlineData("Fe-9Ca %", "'Fe-9Ca %' has a '%' that does not say of what at character 8")]
    [InlineData("Fe-9Qq wt%", "'Fe-9Qq wt%' has an unknown element 'Qq' at character 5")]
    [InlineData("Fe-9Cr-Mo wt%", "'Fe-9Cr-Mo wt%' has no percent for Fe nor for Mo at character 8")]
    [InlineData("Fe9Cr wt%", "'Fe9Cr wt%' has a 'C' where it is unclear which percent belongs to which element at character 4")]
    [InlineData("70Fe18Cr12Ni wt%", "'70Fe18Cr12Ni wt%' has a '7' where it is unclear which percent belongs to which element at character 1")]
    [InlineData("Fe-9Cr-1..2Mo wt%", "'Fe-9Cr-1..2Mo wt%' has a percent '1..2' that is no number at character 8")]
    [InlineData("Fe-9Cr-9 wt%", "'Fe-9Cr-9 wt%' has a percent without an element at character 8")]
    [InlineData("Fe-9Cr-1Mo-9Cr wt%", "in 'Fe-9Cr-1Mo-9Cr wt%', Cr is given twice, at character 12")]
    [InlineData("Fe-900Cr wt%", "in 'Fe-900Cr wt%', 900 % of Cr is not between 0 and 100, at character 4")]
    [InlineData("Fe-60Cr-50Ni wt%", "in 'Fe-60Cr-50Ni wt%', the percents add up to 110, which leaves nothing for Fe, at character 1")]
    [InlineData("70Fe-18Cr wt%", "in '70Fe-18Cr wt%', the percents add up to 88, not 100")]
    [InlineData("wt%", "'wt%' has no element at character 1")]
    [InlineData("Fe-x Cr wt%", "'Fe-x Cr wt%' has an unexpected 'x' at character 4")]
    public void Parse_NotAnAlloy_NamesTheCharacter(string text, string problem)
    {
        Assert.False(Composition.TryRead(text, out _, out var refused));
        Assert.Equal(problem, refused.Problem);
        Assert.NotEmpty(refused.Remedy);
    }

    [Fact]
    public void Percents_OneColumnAnElement_AreTheSameAsTheText()
    {
        (Element, double)[] cells = [(Elements.Find("Cr")!, 9), (Elements.Find("Mo")!, 1), (Elements.Find("C")!, 0.1), (Elements.Find("Ni")!, 0)];
        Assert.Equal(Composition.Parse("Fe-9Cr-1Mo-0.1C wt%"), AlloyPercents.Read(cells, PercentBasis.Weight, Elements.Find("Fe")));
    }

    [Theory]
    [InlineData(-1.0, "-1 % of Cr is not between 0 and 100", "Cr")]
    [InlineData(double.NaN, "NaN % of Cr is not between 0 and 100", "Cr")]
    [InlineData(100.0, "the percents add up to 100, which leaves nothing for Fe", "Fe")]
    public void Percents_OutOfRange_NameTheColumn(double percent, string problem, string column)
    {
        var refused = Tables.Refused(() => AlloyPercents.Read([(Elements.Find("Cr")!, percent)], PercentBasis.Weight, Elements.Find("Fe")));
        Assert.Equal((problem, column), (refused.Problem, refused.Column));
    }

    [Fact]
    public void Percents_BalanceWithAPercent_IsGivenTwice() => Assert.Equal(
        "Fe is given twice",
        Tables.Refused(() => AlloyPercents.Read([(Elements.Find("Fe")!, 50)], PercentBasis.Atomic, Elements.Find("Fe"))).Problem);
}
