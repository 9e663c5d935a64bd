namespace FedMat.Materials.Tests;

/// <summary>What the sample table must be, whoever wrote it: plausible, and cut by its one rule.</summary>
public sealed class SampleDataTests
{
    private static readonly Table Samples = Checkout.ReadTable("node-config", "samples", "band_gaps.csv");

    private static readonly Dictionary<Composition, double> Gaps = Samples.Rows.ToDictionary(
        row => Composition.Parse(row["composition"]!), row => double.Parse(row["band_gap_eV"]!));

    [Fact]
    public void Samples_Rows_AreThreeLabsOfDistinctCompositions()
    {
        Assert.Equal(["iii-v-and-iv", "ii-vi", "oxides-and-halides"], Samples.Rows.Select(row => row["member"]!).Distinct());
        Assert.Equal(Samples.Rows.Count, Gaps.Keys.Select(composition => Normal(composition)).Distinct().Count());
        Assert.InRange(Samples.Rows.Count, 150, 400);
        Assert.All(Gaps.Values, gap => Assert.InRange(gap, 0.05, 15));
    }

    [Theory]
    [InlineData("C Si Si0.8Ge0.2 SiGe Ge")]
    [InlineData("C SiC Si")]
    [InlineData("Mg2Si Mg2Ge Mg2Sn")]
    [InlineData("BN BP BAs")]
    [InlineData("AlN AlP AlAs AlSb")]
    [InlineData("GaN GaP GaAs GaSb")]
    [InlineData("InP InAs InSb")]
    [InlineData("AlN Al0.5Ga0.5N Al0.2Ga0.8N GaN Ga0.9In0.1N Ga0.8In0.2N InN")]
    [InlineData("AlP GaP InP")]
    [InlineData("AlAs Al0.3Ga0.7As Al0.2Ga0.8As Al0.1Ga0.9As GaAs Ga0.9In0.1As Ga0.8In0.2As Ga0.2In0.8As InAs")]
    [InlineData("GaP GaAs0.6P0.4 GaAs0.85P0.15 GaAs")]
    [InlineData("ZnSiP2 ZnSiAs2 ZnGeAs2 ZnSnAs2")]
    [InlineData("ZnS ZnSe ZnTe")]
    [InlineData("CdS CdSe CdTe")]
    [InlineData("MgS MgSe MgTe")]
    [InlineData("CaS SrS BaS")]
    [InlineData("ZnS Cd0.5Zn0.5S Cd0.8Zn0.2S CdS HgS")]
    [InlineData("ZnTe Cd0.5Zn0.5Te Cd0.9Zn0.1Te CdTe Hg0.5Cd0.5Te Hg0.7Cd0.3Te Hg0.8Cd0.2Te")]
    [InlineData("PbS PbSe")]
    [InlineData("SnS SnSe SnTe")]
    [InlineData("GaS GaSe GaTe")]
    [InlineData("CuAlS2 CuGaS2 CuInS2")]
    [InlineData("CuGaS2 CuGaSe2 CuGaTe2")]
    [InlineData("CuGaSe2 CuIn0.7Ga0.3Se2 CuInSe2")]
    [InlineData("AgGaS2 AgGaSe2 AgGaTe2")]
    [InlineData("As2S3 Sb2S3 Bi2S3 Bi2Se3 Bi2Te3")]
    [InlineData("BeO MgO CaO SrO BaO")]
    [InlineData("MgO Mg0.2Zn0.8O ZnO CdO")]
    [InlineData("HfO2 ZrO2 TiO2")]
    [InlineData("SiO2 SnO2 PbO")]
    [InlineData("Al2O3 Ga2O3 In2O3")]
    [InlineData("Ta2O5 Nb2O5 V2O5")]
    [InlineData("LiF NaF KF RbF CsF")]
    [InlineData("LiCl NaCl KCl RbCl CsCl")]
    [InlineData("LiF LiCl LiBr LiI")]
    [InlineData("NaF NaCl NaBr NaI")]
    [InlineData("KF KCl KBr KI")]
    [InlineData("CsF CsCl CsBr CsI")]
    [InlineData("CaF2 SrF2 BaF2")]
    [InlineData("AgCl AgBr")]
    [InlineData("CsPbCl3 CsPbBr3 CsPbI3 CsSnI3")]
    [InlineData("BiOCl BiOBr BiOI")]
    [InlineData("MgO MgS MgSe")]
    [InlineData("ZnO CdO")]
    public void Samples_KnownOrder_Falls(string formulas)
    {
        double[] gaps = [.. formulas.Split(' ').Select(formula => Gaps[Composition.Parse(formula)])];
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.First > pair.Second, $"{pair.First} > {pair.Second}"));
    }

    [Fact]
    public void Samples_Split_IsEveryFifthRowOfEachLab()
    {
        foreach (var lab in Samples.Rows.GroupBy(row => row["member"]))
        {
            var ordered = lab.OrderBy(row => row["composition"], StringComparer.Ordinal).ToArray();
            Assert.Equal(ordered, lab);
            Assert.Equal(ordered.Select((_, i) => i % 5 == 4 ? "test" : "train"), ordered.Select(row => row["split"]));
        }
        Assert.Equal("train", Samples.Rows.Single(row => row["composition"] == "GaAs")["split"]);
    }

    [Fact]
    public void Samples_Contract_IsTheInferredOne()
    {
        var contract = DataContract.Parse(Checkout.ReadText("node-config", "contracts", "band_gap.json"), "band_gap.json");
        Assert.Equal(DataContract.Infer(Samples), contract);
        Assert.Equal(53, Dataset.Build(Samples, contract, null, Split.Test).Rows);
    }

    private static string Normal(Composition composition) =>
        string.Join(' ', composition.Amounts.Select(pair => $"{pair.Element}{pair.Amount / composition.Total:F6}"));
}
