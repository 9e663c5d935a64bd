namespace FedMat.Materials.Tests;

public sealed class SiteDescriptorTests
{
    private static Dictionary<string, double> Describe(string inputs, string version, params string[] conditions)
    {
        var contract = DataContract.Parse(
            $$"""
            {"format":1,"name":"sites","inputs":[{{inputs}}],
            "target":{"name":"energy_eV","unit":"eV","minimum":-9,"maximum":9},"descriptors":"{{version}}"}
            """, "sites.json");
        var set = DescriptorSet.For(contract);
        return set.Names.Zip(set.Describe(new RecordReader(contract).Read(null, conditions))).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private const string Categories = """{"name":"a_site","kind":"category","categories":["La","Sr"],"optional":true}""";

    [Fact]
    public void Category_OfElements_IsOneHotAndTheirProperties()
    {
        var values = Describe(Categories, "magpie/1", "a_site=La");
        Assert.Equal(2 + 22, values.Count);
        Assert.Equal((1, 0), (values["a_site=La"], values["a_site=Sr"]));
        Assert.Equal((57, 207, 1.1), (values["a_site:Number"], values["a_site:CovalentRadius"], values["a_site:Electronegativity"]));
    }

    [Fact]
    public void Category_Missing_IsAllZero() => Assert.All(Describe(Categories, "magpie/1").Values, value => Assert.Equal(0, value));

    [Fact]
    public void Composition_OfAMixedSite_IsTheMeanByOccupancy()
    {
        var values = Describe("""{"name":"b_site","kind":"composition"}""", "magpie/1", "b_site=Fe0.5Co0.5");
        Assert.Equal(22, values.Count);
        Assert.Equal((26.5, 8.5), (values["b_site:Number"], values["b_site:Column"]));
    }

    [Fact]
    public void Site_WithFractionsToo_HasBoth() =>
        Assert.Equal(103 + 22, Describe("""{"name":"b_site","kind":"composition"}""", "fractions/1+magpie/1", "b_site=Fe").Count);

    [Theory]
    [InlineData("""{"name":"a_site","kind":"category","categories":["La","vacant"]}""", "magpie/1")]
    [InlineData("""{"name":"a_site","kind":"category","categories":["La","Rf"]}""", "magpie/1")]
    [InlineData("""{"name":"phase","kind":"category","categories":["La","Sr"]}""", "magpie/1")]
    [InlineData("""{"name":"a_site","kind":"category","categories":["La","Sr"]}""", "elemental/1")]
    public void Category_ThatIsNoSiteOfElements_StaysOneHot(string input, string version)
    {
        string name = input.Contains("phase", StringComparison.Ordinal) ? "phase" : "a_site";
        Assert.Equal(2, Describe(input, version, $"{name}=La").Count);
    }

    /// <summary>Computed by a second program, in Python, from the definition; never edited.</summary>
    [Fact]
    public void Properties_PinnedSites_HaveThePinnedBits()
    {
        string[] sites = ["La", "Sr", "La0.7Sr0.3", "Fe0.8Co0.2", "He", "Ba0.5Sr0.3Ca0.2"];
        Assert.Equal("b629832f67b499552bb2b65d64431993833d2120aae594636d4de5a24c399972", Sets.Hash(sites.SelectMany(site => Sets.Values(CompositionDescriptors.Site, site))));
    }
}
