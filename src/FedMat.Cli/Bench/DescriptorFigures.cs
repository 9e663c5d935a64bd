using System.Text.Json;

namespace FedMat.Cli.Bench;

/// <summary>How fast compositions become descriptors, as the bench's JSON document shows it.</summary>
/// <param name="CompositionsPerSecond">On all processors, for <c>magpie/1</c>, from columns of elements and amounts; formulas are not read.</param>
internal sealed record DescriptorFigures(double CompositionsPerSecond)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
