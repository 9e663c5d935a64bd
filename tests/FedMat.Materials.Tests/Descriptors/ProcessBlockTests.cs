namespace FedMat.Materials.Tests;

public sealed class ProcessBlockTests
{
    private const string Steps =
        """
        [{"step":"temper","temperature":"temper_C","time":"temper_min"},
        {"step":"print","power":"power_W","speed":"speed_m_s","spacing":"hatch_um","thickness":"layer_um"},{"step":"quench","temperature":"temper_C"}]
        """;

    private static Dictionary<string, double> Describe(string descriptors, params string[] conditions)
    {
        string inputs = string.Join(',', new[] { ("temper_C", "°C"), ("temper_min", "min"), ("power_W", "W"), ("speed_m_s", "m/s"), ("hatch_um", "um"), ("layer_um", "um") }
            .Select(pair => $$"""{"name":"{{pair.Item1}}","kind":"number","unit":"{{pair.Item2}}","optional":true}"""));
        var contract = DataContract.Parse(
            $$"""
            {"format":2,"name":"steps","inputs":[{{inputs}}],"process":{{Steps}},
            "target":{"name":"hardness_HV","unit":"HV","minimum":0,"maximum":900},"descriptors":"{{descriptors}}"}
            """, "steps.json");
        var set = DescriptorSet.For(contract);
        return set.Names.Zip(set.Describe(new RecordReader(contract).Read(null, conditions))).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    [Fact]
    public void Steps_WithTheirQuantities_GetTheirNumbersInTheirUnits()
    {
        var values = Describe(
            "magpie/1+process/1", "temper_C=600", "temper_min=120", "power_W=200", "speed_m_s=0.8", "hatch_um=100", "layer_um=30");
        Assert.Equal(12 + 4, values.Count);
        Assert.Equal(ProcessDescriptors.HollomonJaffeKelvin(873.15, 2), values["1 temper:hollomon_jaffe_K"], 9);
        Assert.Equal(200 / (800 * 0.1 * 0.03), values["2 print:energy_density_J_mm3"], 9);
        Assert.Equal((0, 0), (values["1 temper:hollomon_jaffe_K:missing"], values["2 print:energy_density_J_mm3:missing"]));
    }

    [Fact]
    public void Steps_ThatWereNotDone_AreZeroAndFlagged()
    {
        var values = Describe("fractions/1+process/1", "temper_C=600", "temper_min=0", "power_W=200");
        Assert.Equal((0, 1), (values["1 temper:hollomon_jaffe_K"], values["1 temper:hollomon_jaffe_K:missing"]));
        Assert.Equal((0, 1), (values["2 print:energy_density_J_mm3"], values["2 print:energy_density_J_mm3:missing"]));
    }

    [Fact]
    public void Steps_WithoutProcess1_AddNothing() => Assert.Equal(12, Describe("magpie/1").Count);
}
