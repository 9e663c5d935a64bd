using FedMat.Cli.Demo;

namespace FedMat.Cli.Tests;

/// <summary>The JSON document that scripts read: names and order stay.</summary>
public sealed class DemoResultTests
{
    private static readonly DemoResult Result = new(
        3, 40, 12.5,
        new DemoMetrics("eV", [new LocalMetric("III-V", 0.5), new LocalMetric("II-VI", 0.7)], 0.6, 0.4, 0.3),
        new DemoRelease("ab", "cd", Verified: true),
        new DemoPrediction("GaAs", 1.4, "eV", Conditions: null));

    [Fact]
    public void Document_HasTheShapeThatScriptsRead() => Assert.Equal(
        """
        {"members":3,"rounds":40,"seconds":12.5,"metrics":{"unit":"eV","local":[{"member":"III-V","mae":0.5},{"member":"II-VI","mae":0.7}],"localMean":0.6,"federated":0.4,"pooled":0.3},"release":{"id":"ab","sha256":"cd","verified":true},"prediction":{"composition":"GaAs","value":1.4,"unit":"eV"}}
        """, Result.ToJson());

    [Fact]
    public void Prediction_FromOtherInputs_NamesThem()
    {
        DemoPrediction prediction = new(null, 40, "MPa", new Dictionary<string, string> { ["age_days"] = "28" });
        Assert.EndsWith("""{"composition":null,"value":40,"unit":"MPa","conditions":{"age_days":"28"}}}""", (Result with { Prediction = prediction }).ToJson());
    }
}
