using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// What a round asks for (the "ask"): the phase, the ring and the blocks of the vector that each member contributes. Its hash
/// enters every signature, so members that were asked different things cannot be added up.
/// </summary>
public sealed record RoundSpec
{
    /// <param name="phase">The learner's name for what is summed.</param>
    /// <param name="ring">Where the sum wraps.</param>
    /// <param name="blocks">In the order of their slots.</param>
    /// <exception cref="ArgumentException">A block is empty, or its bits or clip make no sense in the ring.</exception>
    public RoundSpec(string phase, Ring ring, params IReadOnlyList<Block> blocks)
    {
        ArgumentException.ThrowIfNullOrEmpty(phase);
        foreach (Block block in blocks)
        {
            if (block.Length < 1 || block.Bits < 2 || block.Bits > (int)ring - 1 || !(block.Clip > 0) || !double.IsFinite(block.Clip))
                throw new ArgumentException($"block '{block.Name}' of {block.Length} slots, {block.Bits} bits, clip {block.Clip} does not fit ring 2^{(int)ring}", nameof(blocks));
        }

        Phase = phase;
        Ring = ring;
        Blocks = blocks;
        Length = blocks.Sum(block => block.Length);
    }

    public string Phase { get; }

    public Ring Ring { get; }

    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Of which of a member's rows the sum is: exact sums over the same rows are held to one list of members.</summary>
    public RowPart Part { get; init; } = RowPart.Training;

    /// <summary>Slots in all.</summary>
    public int Length { get; }

    /// <summary>The vector's size in bytes.</summary>
    public long Bytes => (long)Length * ((int)Ring / 8);

    /// <summary>An exact sum wants every member of the plan: two lists that differ by one member would disclose that member.</summary>
    public bool IsExact => Blocks.All(block => block.Kind == BlockKind.Exact);

    public Digest Hash
    {
        get
        {
            CanonicalWriter writer = new CanonicalWriter("fedmat.ask.v1").Text(Phase).Int32((int)Part).Int32((int)Ring).Int32(Blocks.Count);
            foreach (Block block in Blocks)
                writer.Text(block.Name).Int32(block.Length).Int32((int)block.Kind).Real(block.Clip).Int32(block.Bits);
            return writer.ToDigest();
        }
    }

    /// <summary>Whether the sum of so many members cannot wrap: n 2^(bits-1) ≤ 2^(R-1) - 1 in every slot.</summary>
    public bool Holds(int members) =>
        Blocks.All(block => (Int128)members * block.Bound <= ((Int128)1 << ((int)Ring - 1)) - 1);
}
