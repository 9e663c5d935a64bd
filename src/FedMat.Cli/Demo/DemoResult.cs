using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedMat.Cli.Demo;

/// <summary>What a demo did, as its JSON document shows it. Every error is on the one common test set.</summary>
internal sealed record DemoResult(int Members, int Rounds, double Seconds, DemoMetrics Metrics, DemoRelease Release, DemoPrediction Prediction)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>Mean absolute errors in <paramref name="Unit"/>.</summary>
/// <param name="Unit">The target's unit.</param>
/// <param name="Local">Of each member's own model.</param>
/// <param name="LocalMean">Their mean.</param>
/// <param name="Federated">Of the release.</param>
/// <param name="Pooled">Of one model on all rows, which nobody could train in earnest.</param>
internal sealed record DemoMetrics(string Unit, IReadOnlyList<LocalMetric> Local, double LocalMean, double Federated, double Pooled);

internal sealed record LocalMetric(string Member, double Mae);

internal sealed record DemoRelease(string Id, string Sha256, bool Verified);

/// <summary>One prediction with the release.</summary>
/// <param name="Composition">Null when the data have no composition.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">The target's unit.</param>
/// <param name="Conditions">The other inputs, when there are any.</param>
internal sealed record DemoPrediction(
    string? Composition,
    double Value,
    string Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Conditions);
