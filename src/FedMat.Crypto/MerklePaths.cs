namespace FedMat.Crypto;

/// <summary>A <see cref="MerkleTree"/> with its inner nodes, so that the path of any leaf costs no hashing: 64 bytes a leaf.</summary>
public sealed class MerklePaths
{
    private readonly List<Digest[]> _levels;

    public MerklePaths(IReadOnlyList<Digest> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        _levels = MerkleTree.Levels(MerkleTree.Hashed(leaves));
    }

    public Digest Root => MerkleTree.RootOf(_levels);

    /// <summary>The siblings on the way from a leaf to the root, lowest first (RFC 6962, section 2.1.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public Digest[] Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _levels[0].Length);
        return MerkleTree.PathOf(_levels, index);
    }
}
