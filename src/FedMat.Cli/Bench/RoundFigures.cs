using System.Text.Json;

namespace FedMat.Cli.Bench;

/// <summary>What rounds cost, as the bench's JSON document shows it. A figure of nodes is the median over them.</summary>
/// <param name="Members">Nodes, all of which took part in every sum.</param>
/// <param name="Length">Slots of a vector, four bytes each.</param>
/// <param name="Rounds">Sums.</param>
/// <param name="Secure">Whether the coordinator saw masked vectors alone.</param>
/// <param name="RoundSeconds">From the end of one sum to that of the next, the median.</param>
/// <param name="FirstRoundSeconds">From the launch of the first node to the end of the first sum.</param>
/// <param name="NodePeakMB">A node's largest proportional set size, in 10^6 bytes.</param>
/// <param name="CoordinatorPeakMB">The coordinator's.</param>
/// <param name="NodeBytesUp">A node's bytes up in its life by the number of sums, TLS and connecting included.</param>
/// <param name="NodeBytesDown">Its bytes down.</param>
/// <param name="Exact">Whether every slot of every sum was right.</param>
internal sealed record RoundFigures(
    int Members,
    int Length,
    int Rounds,
    bool Secure,
    double RoundSeconds,
    double FirstRoundSeconds,
    double NodePeakMB,
    double CoordinatorPeakMB,
    long NodeBytesUp,
    long NodeBytesDown,
    bool Exact)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
