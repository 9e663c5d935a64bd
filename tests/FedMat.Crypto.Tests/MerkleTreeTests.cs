namespace FedMat.Crypto.Tests;

public sealed class MerkleTreeTests
{
    /// <summary>The entries of the test tree of Certificate Transparency's reference implementation.</summary>
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_TreesOfCertificateTransparency_AreItsRoots(int count, string root)
    {
        Digest[] hashed = [.. Entries.Take(count).Select(entry => MerkleTree.HashLeaf(Convert.FromHexString(entry)))];
        Assert.Equal(root, MerkleTree.RootOf(MerkleTree.Levels(hashed)).ToString());
    }

    [Fact]
    public void Root_AnyCount_FollowsTheDefinition()
    {
        for (int count = 0; count <= 70; count++)
            Assert.Equal(Defined(Leaves(count)), MerkleTree.Root(Leaves(count)));
    }

    [Fact]
    public void Verifies_EveryPathOfEveryCount_IsTrue()
    {
        for (int count = 1; count <= 70; count++)
        {
            Digest[] leaves = Leaves(count);
            Digest root = MerkleTree.Root(leaves);
            Digest[][] paths = MerkleTree.Paths(leaves);
            MerklePaths kept = new(leaves);
            Assert.Equal(root, kept.Root);
            for (int index = 0; index < count; index++)
            {
                Assert.Equal(MerkleTree.Path(leaves, index), paths[index]);
                Assert.Equal(paths[index], kept.Of(index));
                Assert.True(MerkleTree.Verifies(root, leaves[index], index, count, paths[index]));
            }
        }
    }

    [Fact]
    public void Verifies_AnotherIndex_IsFalse()
    {
        Digest[] leaves = Leaves(13);
        Digest root = MerkleTree.Root(leaves);
        for (int index = 0; index < leaves.Length; index++)
        {
            Digest[] path = MerkleTree.Path(leaves, index);
            foreach (int other in Enumerable.Range(-2, 20).Where(other => other != index))
                Assert.False(MerkleTree.Verifies(root, leaves[index], other, leaves.Length, path));
        }
    }

    [Fact]
    public void Verifies_AnyDigestReplaced_IsFalse()
    {
        Digest[] leaves = Leaves(13);
        Digest root = MerkleTree.Root(leaves);
        Digest other = Digest.Of("another"u8);
        Digest[] path = MerkleTree.Path(leaves, 5);
        Assert.False(MerkleTree.Verifies(other, leaves[5], 5, 13, path));
        Assert.False(MerkleTree.Verifies(root, other, 5, 13, path));
        for (int i = 0; i < path.Length; i++)
            Assert.False(MerkleTree.Verifies(root, leaves[5], 5, 13, [.. path[..i], other, .. path[(i + 1)..]]));
    }

    [Fact]
    public void Verifies_PathTooShortOrTooLong_IsFalse()
    {
        Digest[] leaves = Leaves(13);
        Digest root = MerkleTree.Root(leaves);
        Digest[] path = MerkleTree.Path(leaves, 12);
        Assert.False(MerkleTree.Verifies(root, leaves[12], 12, 13, path.AsSpan(..^1)));
        Assert.False(MerkleTree.Verifies(root, leaves[12], 12, 13, [.. path, root]));
        Assert.False(MerkleTree.Verifies(root, leaves[12], 12, 13, []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Verifies_ImpossibleCount_IsFalse(int count) =>
        Assert.False(MerkleTree.Verifies(MerkleTree.Root(Leaves(1)), Leaves(1)[0], 0, count, []));

    [Fact]
    public void Verifies_InnerNodeAsLeaf_IsFalse()
    {
        Digest[] leaves = Leaves(4);
        Digest root = MerkleTree.Root(leaves);
        Digest left = MerkleTree.Root(leaves[..2]), right = MerkleTree.Root(leaves[2..]);
        Assert.False(MerkleTree.Verifies(root, left, 0, 2, [right]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Path_NoSuchLeaf_ThrowsArgumentException(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Path(Leaves(3), index));

    /// <summary>RFC 6962, section 2.1, word for word.</summary>
    private static Digest Defined(Digest[] leaves)
    {
        if (leaves.Length == 0)
            return Digest.Of([]);
        if (leaves.Length == 1)
            return Digest.Of([0, .. leaves[0].ToArray()]);
        int left = 1;
        while (2 * left < leaves.Length)
            left *= 2;
        return Digest.Of([1, .. Defined(leaves[..left]).ToArray(), .. Defined(leaves[left..]).ToArray()]);
    }

    private static Digest[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Digest.Of([(byte)i]))];
}
