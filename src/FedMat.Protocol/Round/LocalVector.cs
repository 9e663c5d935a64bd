namespace FedMat.Protocol;

/// <summary>
/// What a member has to contribute, before it is quantised and masked. It stays at the node: nothing but the quantiser reads it.
/// </summary>
public sealed class LocalVector
{
    private readonly Array?[] blocks;

    /// <param name="spec">What the round asks for.</param>
    /// <param name="share">The member's weight as a part of the plan's maximum weight, in (0, 1]. It scales weighted blocks.</param>
    public LocalVector(RoundSpec spec, double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), "a share is above 0 and at most 1");
        Spec = spec;
        Share = share;
        blocks = new Array?[spec.Blocks.Count];
    }

    public RoundSpec Spec { get; }

    public double Share { get; }

    /// <summary>Gives the integers of an exact block: already rounded to the block's step.</summary>
    /// <exception cref="ArgumentException">No such exact block, or not its length.</exception>
    public LocalVector Exact(string block, long[] values) => Set(block, BlockKind.Exact, values);

    /// <summary>Gives the numbers of a weighted block, in the block's own unit, not yet weighted.</summary>
    /// <exception cref="ArgumentException">No such weighted block, or not its length.</exception>
    public LocalVector Weighted(string block, float[] values) => Set(block, BlockKind.Weighted, values);

    /// <summary>Takes over what another vector was given for a block of its own.</summary>
    /// <param name="block">The block here.</param>
    /// <param name="other">Of the same share.</param>
    /// <param name="index">The number of its block, of the same kind and length.</param>
    /// <exception cref="ArgumentException">The blocks do not match.</exception>
    public LocalVector Take(string block, LocalVector other, int index)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Set(block, other.Spec.Blocks[index].Kind, other.Given(index));
    }

    /// <summary>The integers of exact block number <paramref name="index"/>.</summary>
    public ReadOnlySpan<long> ExactAt(int index) => (long[])Given(index);

    /// <summary>The numbers of weighted block number <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> WeightedAt(int index) => (float[])Given(index);

    private Array Given(int index) =>
        blocks[index] ?? throw new InvalidOperationException($"block '{Spec.Blocks[index].Name}' was not given");

    private LocalVector Set(string name, BlockKind kind, Array values)
    {
        int index = Spec.Blocks.TakeWhile(block => block.Name != name).Count();
        if (index == Spec.Blocks.Count || Spec.Blocks[index].Kind != kind)
            throw new ArgumentException($"phase '{Spec.Phase}' has no {kind} block '{name}'", nameof(name));
        if (Spec.Blocks[index].Length != values.Length)
            throw new ArgumentException($"block '{name}' has {Spec.Blocks[index].Length} slots, not {values.Length}", nameof(values));
        blocks[index] = values;
        return this;
    }
}
