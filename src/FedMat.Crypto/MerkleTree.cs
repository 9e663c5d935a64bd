namespace FedMat.Crypto;

/// <summary>
/// Merkle trees over digests as RFC 6962, section 2.1, hashes them: SHA-256 over 0x00 and the leaf, or over 0x01 and both subtrees, the
/// left of which is the largest full one. So no inner node can pass for a leaf. An empty tree has the digest of nothing.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    public static Digest Root(IReadOnlyList<Digest> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        return RootOf(Levels(Hashed(leaves)));
    }

    /// <summary>The siblings on the way from a leaf to the root, lowest first (RFC 6962, section 2.1.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static Digest[] Path(IReadOnlyList<Digest> leaves, int index)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        return PathOf(Levels(Hashed(leaves)), index);
    }

    /// <summary>The path of every leaf, for little more than the price of one.</summary>
    public static Digest[][] Paths(IReadOnlyList<Digest> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        List<Digest[]> levels = Levels(Hashed(leaves));
        return [.. Enumerable.Range(0, leaves.Count).Select(index => PathOf(levels, index))];
    }

    /// <summary>Whether the tree with this root and so many leaves has the leaf at this index. Any other input is just false.</summary>
    public static bool Verifies(Digest root, Digest leaf, int index, int count, ReadOnlySpan<Digest> path) =>
        index >= 0 && index < count && VerifiesHashed(root, HashLeaf(leaf.ToArray()), index, count, path);

    internal static Digest HashLeaf(ReadOnlySpan<byte> leaf) => Digest.Of([LeafPrefix, .. leaf]);

    /// <summary>From the hashed leaves up to the root; a last node without a sibling moves up as it is.</summary>
    internal static List<Digest[]> Levels(Digest[] hashed)
    {
        List<Digest[]> levels = [hashed];
        while (levels[^1] is { Length: > 1 } below)
        {
            Digest[] above = new Digest[(below.Length + 1) / 2];
            for (int i = 0; i < above.Length; i++)
                above[i] = (2 * i) + 1 < below.Length ? HashNode(below[2 * i], below[(2 * i) + 1]) : below[2 * i];
            levels.Add(above);
        }

        return levels;
    }

    internal static Digest RootOf(List<Digest[]> levels) => levels[^1] is [Digest root] ? root : Digest.Of([]);

    internal static Digest[] PathOf(List<Digest[]> levels, int index)
    {
        List<Digest> path = [];
        foreach (Digest[] level in levels)
        {
            if ((index ^ 1) < level.Length)
                path.Add(level[index ^ 1]);
            index >>= 1;
        }

        return [.. path];
    }

    private static bool VerifiesHashed(Digest root, Digest node, int index, int count, ReadOnlySpan<Digest> path)
    {
        for (int last = count - 1; last > 0; last >>= 1, index >>= 1)
        {
            if ((index ^ 1) > last)
                continue;
            if (path.IsEmpty)
                return false;
            node = (index & 1) == 0 ? HashNode(node, path[0]) : HashNode(path[0], node);
            path = path[1..];
        }

        return path.IsEmpty && node == root;
    }

    internal static Digest[] Hashed(IReadOnlyList<Digest> leaves) => [.. leaves.Select(leaf => HashLeaf(leaf.ToArray()))];

    private static Digest HashNode(Digest left, Digest right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Digest.Size)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Digest.Size)..]);
        return Digest.Of(node);
    }
}
