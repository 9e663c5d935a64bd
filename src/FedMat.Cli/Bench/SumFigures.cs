using System.Text.Json;

namespace FedMat.Cli.Bench;

/// <summary>What the arithmetic of one secure sum costs each side, as the bench's JSON document shows it.</summary>
/// <param name="Members">Members of the plan.</param>
/// <param name="Length">Slots of a vector, four bytes each.</param>
/// <param name="Dropped">Members that were lost before they sent their vectors.</param>
/// <param name="NodeSeconds">Processor time of all members, the lost ones included, by the number of those that came through.</param>
/// <param name="CoordinatorSeconds">Processor time of the coordinator.</param>
/// <param name="Exact">Whether every slot was right.</param>
internal sealed record SumFigures(int Members, int Length, int Dropped, double NodeSeconds, double CoordinatorSeconds, bool Exact)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
