using System.Text.Json;

namespace FedMat.Cli.Bench;

/// <summary>What an import costs, as the bench's JSON document shows it.</summary>
/// <param name="Rows">Of the file.</param>
/// <param name="Seconds">From the first byte to the commit.</param>
/// <param name="PeakMB">The process's proportional set size, in 10^6 bytes; 0 where the system does not tell.</param>
internal sealed record ImportFigures(int Rows, double Seconds, double PeakMB)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
