using System.Security.Cryptography;

namespace FedMat.Materials.Tests;

public sealed class DescriptorSetTests
{
    private static Dictionary<string, double> Describe(string version, string? composition, params string[] conditions)
    {
        var contract = Tables.AlloyContract(version);
        var set = DescriptorSet.For(contract);
        double[] values = set.Describe(new RecordReader(contract).Read(composition, conditions));
        return set.Names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    [Fact]
    public void Fractions_Alloy_HasSharesConditionsAndFlags()
    {
        var values = Describe("fractions/1", "Fe3Ni", "test_temperature_C=25", "route=forged");
        Assert.Equal(103 + 2 + 2, values.Count);
        Assert.Equal((0.75, 0.25, 0), (values["composition:Fe"], values["composition:Ni"], values["composition:Cr"]));
        Assert.Equal((25, 0), (values["test_temperature_C"], values["test_temperature_C:missing"]));
        Assert.Equal((0, 1), (values["route=cast"], values["route=forged"]));
    }

    [Fact]
    public void Fractions_MissingConditions_AreFlaggedAndZero()
    {
        var values = Describe("fractions/1", "Fe");
        Assert.Equal((0, 1), (values["test_temperature_C"], values["test_temperature_C:missing"]));
        Assert.Equal((0, 0), (values["route=cast"], values["route=forged"]));
    }

    [Fact]
    public void Elemental_GaAs_HasTheStatisticsOfItsElements()
    {
        var values = Describe("elemental/1", "GaAs");
        Assert.Equal(103 + 54 + 4, values.Count);
        Assert.Equal((1.995, 0.37), (values["composition:electronegativity_mean"], Math.Round(values["composition:electronegativity_range"], 12)));
        Assert.Equal((1.81, 2.18), (values["composition:electronegativity_minimum"], values["composition:electronegativity_maximum"]));
        Assert.Equal(0.185, values["composition:electronegativity_deviation"], 12);
        Assert.Equal((32, 1), (values["composition:atomic_number_mean"], values["composition:atomic_number_deviation"]));
        Assert.Equal((120.5, 4), (values["composition:covalent_radius_pm_mean"], values["composition:valence_electrons_mean"]));
        Assert.Equal((10, 2, 0), (values["composition:d_electrons_mean"], values["composition:p_electrons_mean"], values["composition:f_electrons_mean"]));
        Assert.Equal((2, Math.Sqrt(0.5)), (values["composition:elements"], values["composition:norm2"]));
    }

    [Fact]
    public void Elemental_ElementWithoutElectronegativity_IsLeftOutAndFlagged()
    {
        var mixed = Describe("elemental/1", "XeAr3");
        Assert.Equal((2.6, 0.75), (mixed["composition:electronegativity_mean"], mixed["composition:electronegativity_missing"]));
        var none = Describe("elemental/1", "Ar");
        Assert.Equal((0, 0, 1), (none["composition:electronegativity_mean"], none["composition:electronegativity_minimum"], none["composition:electronegativity_missing"]));
    }

    [Fact]
    public void Describe_AnyFormula_DoesNotDependOnScaleOrOrderOfWriting()
    {
        Assert.Equal(Describe("elemental/1", "La0.75Sr0.25MnO3"), Describe("elemental/1", "O12Mn4SrLa3"));
        Assert.All(Describe("elemental/1", "Cs2AgBiBr6").Values, value => Assert.True(double.IsFinite(value)));
    }

    /// <summary>
    /// Nodes and consumers must agree to the last bit. The hash was computed by a second program, in Python, from the definition; a
    /// changed hash is a new version of the set, never an edit of this one.
    /// </summary>
    [Fact]
    public void Elemental_PinnedFormulas_HaveThePinnedBits()
    {
        string[] formulas =
        [
            "GaAs", "Al0.3Ga0.7As", "La0.7Sr0.3MnO3", "Fe70Cr18Ni12", "CuSO4·5H2O", "UO2", "Cs2AgBiBr6", "XeF2", "LrAr3", "Pb0.8Sn0.2Te", "Eu2O3",
        ];
        var contract = DataContract.Parse(Checkout.ReadText("node-config", "contracts", "band_gap.json"), "band_gap.json");
        var reader = new RecordReader(contract);
        var set = DescriptorSet.For(contract);
        byte[] bytes = [.. formulas.SelectMany(formula => set.Describe(reader.Read(formula, []))).SelectMany(Bytes)];
        Assert.Equal(formulas.Length * 157 * sizeof(double), bytes.Length);
        Assert.Equal("9455017c86b19faa47d3a2f0e1271153021e9dd297e3422bf60efde28227451a", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Describe_WrongRoom_IsTheCallersMistake()
    {
        var set = DescriptorSet.For(Tables.AlloyContract());
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Describe(new Record([]), new double[3]));
    }

    private static byte[] Bytes(double value)
    {
        byte[] bytes = new byte[sizeof(double)];
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return bytes;
    }
}
