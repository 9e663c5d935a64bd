namespace FedMat.Materials.Tests;

public sealed class AlloyStatisticsTests
{
    /// <summary>Enthalpy and valence electrons as published for these alloys, which all use Takeuchi and Inoue's table.</summary>
    [Theory]
    [InlineData("CoCrFeMnNi", 5, -4.16, 8)]
    [InlineData("CoCrFeNi", 4, -3.75, 8.25)]
    [InlineData("AlCoCrFeNi", 5, -12.32, 7.2)]
    [InlineData("HfNbTaTiZr", 5, 2.72, 4.4)]
    public void Describe_KnownAlloy_HasThePublishedFigures(string formula, int elements, double enthalpy, double electrons)
    {
        var values = Sets.Of("alloy/1", formula);
        Assert.Equal(8.314462618 * Math.Log(elements), values["mixing_entropy_J_mol_K"], 7);
        Assert.Equal((enthalpy, electrons), (Math.Round(values["mixing_enthalpy_kJ_mol"], 9), Math.Round(values["valence_electron_concentration"], 9)));
        Assert.Equal(0, values["alloy_missing"]);
    }

    [Fact]
    public void SizeMismatch_TwoElements_IsHalfTheDifferenceOverTheMean()
    {
        var values = Sets.Of("alloy/1", "CuZr");
        Assert.Equal(100 * (158 - 126) / 2.0 / 142, values["size_mismatch_percent"], 12);
        Assert.Equal((1.9 - 1.33) / 2, values["electronegativity_spread"], 12);
        Assert.Equal(-23, values["mixing_enthalpy_kJ_mol"], 12);
    }

    [Fact]
    public void Describe_OneElement_IsNotMixed()
    {
        var values = Sets.Of("alloy/1", "Fe7");
        Assert.Equal([0, 0, 0, 8, 0, 0], values.Values);
    }

    [Fact]
    public void Describe_ElementOutsideTheTables_IsLeftOutAndFlagged()
    {
        var values = Sets.Of("alloy/1", "Fe3O");
        Assert.Equal((0.25, 0), (values["alloy_missing"], values["mixing_enthalpy_kJ_mol"]));
        Assert.Equal(100 * Math.Sqrt(0.75 * 0.25) * (125 - 64) / (0.75 * 125 + 0.25 * 64), values["size_mismatch_percent"], 10);
        Assert.All(Sets.Of("alloy/1", "LrRn").Values, value => Assert.True(double.IsFinite(value)));
    }
}
