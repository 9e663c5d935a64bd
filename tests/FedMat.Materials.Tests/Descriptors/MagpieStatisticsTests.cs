namespace FedMat.Materials.Tests;

public sealed class MagpieStatisticsTests
{
    [Fact]
    public void Names_Are22PropertiesTimesSixAndTheNorms()
    {
        var names = CompositionDescriptors.Of("magpie/1").Names;
        Assert.Equal(22 * 6 + 6, names.Count);
        Assert.Equal(["Number_mean", "Number_deviation", "Number_range", "Number_minimum", "Number_maximum", "Number_mode"], names.Take(6));
        Assert.Equal("SpaceGroupNumber_mode norm0 norm2 norm3 norm5 norm7 norm10", string.Join(' ', names.TakeLast(7)));
    }

    /// <summary>Worked out on paper from Magpie's tables.</summary>
    [Fact]
    public void Describe_IronOxide_HasTheStatisticsOfItsElements()
    {
        var values = Sets.Of("magpie/1", "Fe2O3");
        Assert.Equal(
            (15.2, 8.64, 18, 8, 26, 8),
            (values["Number_mean"], values["Number_deviation"], values["Number_range"], values["Number_minimum"], values["Number_maximum"], values["Number_mode"]));
        Assert.Equal((74.2, 15.36), (Math.Round(values["MendeleevNumber_mean"], 12), Math.Round(values["MendeleevNumber_deviation"], 12)));
        Assert.Equal((757.28, 54.8), (Math.Round(values["MeltingT_mean"], 9), values["MeltingT_mode"]));
        Assert.Equal((229, 12), (values["SpaceGroupNumber_maximum"], values["SpaceGroupNumber_mode"]));
        Assert.Equal(2.1106628 * 0.4, values["GSmagmom_mean"], 15);
    }

    [Fact]
    public void Norms_Binary_AreThoseOfItsFractions()
    {
        var values = Sets.Of("magpie/1", "Fe3Ni");
        Assert.Equal((2, Math.Sqrt(0.625)), (values["norm0"], values["norm2"]));
        foreach (int degree in new[] { 3, 5, 7, 10 })
            Assert.Equal(Math.Pow(Math.Pow(0.75, degree) + Math.Pow(0.25, degree), 1.0 / degree), values[$"norm{degree}"], 14);
    }

    [Theory]
    [InlineData("GaAs", 31)]
    [InlineData("NiFeCo", 26)]
    [InlineData("FeNi2Co2", 27)]
    [InlineData("H2O", 1)]
    public void Mode_OfSeveralLargestFractions_IsTheSmallestValue(string formula, double number) =>
        Assert.Equal(number, Sets.Of("magpie/1", formula)["Number_mode"]);

    [Fact]
    public void Mode_OfATieWhoseLaterValueIsSmaller_IsThatValue() =>
        Assert.Equal((0.93, 9), (Sets.Of("magpie/1", "NaF")["Electronegativity_mode"], Sets.Of("magpie/1", "NaF")["Number_mode"]));

    [Fact]
    public void Describe_OneElement_IsItsOwnValue()
    {
        foreach (var (name, value) in Sets.Of("magpie/1", "W").Where(pair => !pair.Key.StartsWith("norm", StringComparison.Ordinal)))
        {
            double expected = name.EndsWith("_deviation", StringComparison.Ordinal) || name.EndsWith("_range", StringComparison.Ordinal)
                ? 0
                : MagpieProperties.Of(Elements.Find("W")!, name[..name.LastIndexOf('_')])!.Value;
            Assert.Equal(expected, value);
        }
    }

    [Fact]
    public void Describe_ElementWithoutTheValue_IsLeftOutOfThatPropertyOnly()
    {
        var mixed = Sets.Of("magpie/1", "XeAr3");
        Assert.Equal((2.6, 0, 2.6), (mixed["Electronegativity_mean"], mixed["Electronegativity_deviation"], mixed["Electronegativity_mode"]));
        Assert.Equal(27, mixed["Number_mean"]);
        var none = Sets.Of("magpie/1", "Ar");
        Assert.Equal((0, 0, 0), (none["Electronegativity_mean"], none["Electronegativity_minimum"], none["Electronegativity_mode"]));
    }

    [Fact]
    public void Gaps_Composition_ListsWhatIsLeftOut()
    {
        Assert.Empty(MagpieProperties.Gaps(Composition.Parse("La0.7Sr0.3MnO3")));
        Assert.Equal(
            ["He MeltingT", "He Electronegativity", "Ar Electronegativity"],
            MagpieProperties.Gaps(Composition.Parse("HeArFe")).Select(gap => $"{gap.Element} {gap.Property}"));
    }

    [Fact]
    public void Describe_AnyFormula_DoesNotDependOnScaleOrOrderOfWriting()
    {
        Assert.Equal(Sets.Of("magpie/1", "La0.75Sr0.25MnO3"), Sets.Of("magpie/1", "O12Mn4SrLa3"));
        Assert.All(Elements.All.Take(103), element => Assert.All(Sets.Of("magpie/1", $"{element}Fe").Values, value => Assert.True(double.IsFinite(value))));
    }
}
