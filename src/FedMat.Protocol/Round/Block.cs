using System.Text.Json.Serialization;

namespace FedMat.Protocol;

/// <summary>A run of slots of one vector that share their meaning and scale.</summary>
/// <param name="Name">What is summed.</param>
/// <param name="Length">Slots.</param>
/// <param name="Kind">How numbers become integers.</param>
/// <param name="Clip">The largest magnitude of a value, in the block's own unit.</param>
/// <param name="Bits">One member's integers lie within ±2^(Bits-1).</param>
public sealed record Block(string Name, int Length, BlockKind Kind, double Clip, int Bits)
{
    /// <summary>A block of whole numbers within ±2^(bits-1).</summary>
    public static Block Whole(string name, int length, int bits) => new(name, length, BlockKind.Exact, 1L << (bits - 1), bits);

    /// <summary>The largest magnitude of one member's integer.</summary>
    [JsonIgnore]
    public long Bound => 1L << (Bits - 1);

    /// <summary>The value of one unit of the integer. Multiply a sum by it to have it in the block's own unit.</summary>
    [JsonIgnore]
    public double Step => Clip / Bound;
}
