using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedMat.Node;

namespace FedMat.Cli.Readiness;

/// <summary>A check's result as JSON: the records of the report with their names in camel case.</summary>
internal static class ReadinessDocument
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of(SiteReadiness site) => JsonSerializer.Serialize(site, Form);
}
