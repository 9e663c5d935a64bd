using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FedMat.Crypto.Tests;

public sealed class SecretSharingTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Recover_AnySharesAsManyAsTheThreshold_GivesTheSecret()
    {
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            Dealing dealing = new(random, random.Next(2, 13));
            Assert.Equal(dealing.Secret, dealing.Recover(dealing.Draw(random, dealing.Threshold)));
        }
    }

    [Fact]
    public void Recover_MoreSharesThanTheThreshold_GivesTheSecretToo()
    {
        Random random = new(2);
        Dealing dealing = new(random, 20);
        Assert.Equal(dealing.Secret, dealing.Recover(dealing.Draw(random, dealing.Holders)));
    }

    [Fact]
    public void Recover_ThousandHolders_GivesTheSecret()
    {
        Random random = new(3);
        Dealing dealing = new(random, 1000, 667);
        Assert.Equal(dealing.Secret, dealing.Recover(dealing.Draw(random, 667)));
    }

    [Fact]
    public void Recover_OneShareShort_IsConsistentWithEverySecret()
    {
        Random random = new(4);
        for (int i = 0; i < Cases; i++)
        {
            Dealing dealing = new(random, random.Next(2, 13));
            int[] positions = dealing.Draw(random, dealing.Threshold);
            byte[] candidate = Bytes(random);
            ReadOnlyMemory<byte>[] shares = dealing.Shares(positions);
            shares[^1] = LastShareFor(candidate, positions, shares);
            Assert.Equal(candidate, new ShareRecovery(positions).Recover(shares));
        }
    }

    [Fact]
    public void Recover_OneShareShort_IsNotTheSecret()
    {
        Random random = new(5);
        for (int i = 0; i < Cases; i++)
        {
            Dealing dealing = new(random, random.Next(2, 13));
            Assert.NotEqual(dealing.Secret, dealing.Recover(dealing.Draw(random, dealing.Threshold - 1)));
        }
    }

    [Fact]
    public void Split_SameKey_GivesTheSameSharesAndAnotherKeyOthers()
    {
        Random random = new(6);
        byte[] secret = Bytes(random), key = Bytes(random), other = Bytes(random);
        Assert.Equal(SecretSharing.Split(secret, key, 3, 5), SecretSharing.Split(secret, key, 3, 5));
        Assert.NotEqual(SecretSharing.Split(secret, key, 3, 5), SecretSharing.Split(secret, other, 3, 5));
    }

    [Fact]
    public void Split_AsManyHoldersAsTheFieldHasUnits_LastOnesRecover()
    {
        byte[] secret = Bytes(new Random(7));
        byte[] shares = SecretSharing.Split(secret, Bytes(new Random(8)), 2, ushort.MaxValue);
        ShareRecovery recovery = new([ushort.MaxValue - 2, ushort.MaxValue - 1]);
        Assert.Equal(secret, recovery.Recover([shares.AsMemory()[^64..^32], shares.AsMemory()[^32..]]));
    }

    [Theory]
    [InlineData(31, 32, 2, 3)]
    [InlineData(32, 33, 2, 3)]
    [InlineData(32, 32, 1, 3)]
    [InlineData(32, 32, 4, 3)]
    [InlineData(32, 32, 2, 65_536)]
    public void Split_WrongSizes_ThrowArgumentException(int secret, int key, int threshold, int holders) =>
        Assert.ThrowsAny<ArgumentException>(() => SecretSharing.Split(new byte[secret], new byte[key], threshold, holders));

    [Theory]
    [InlineData]
    [InlineData(1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 65_535)]
    public void Recovery_ImpossiblePositions_ThrowArgumentException(params int[] positions) =>
        Assert.Throws<ArgumentException>(() => new ShareRecovery(positions));

    [Fact]
    public void Recover_WrongNumberOrLengthOfShares_ThrowsArgumentException()
    {
        ShareRecovery recovery = new([0, 1]);
        Assert.Throws<ArgumentException>(() => recovery.Recover([new byte[32]]));
        Assert.Throws<ArgumentException>(() => recovery.Recover([new byte[32], new byte[31]]));
    }

    /// <summary>Recovery is linear: it gives what the other shares give, plus the last share times its weight.</summary>
    private static byte[] LastShareFor(byte[] secret, int[] positions, ReadOnlyMemory<byte>[] shares)
    {
        ShareRecovery recovery = new(positions);
        byte[] zero = new byte[32], one = new byte[32];
        one[0] = 1;
        byte[] others = recovery.Recover([.. shares[..^1], zero]);
        byte[] weighed = recovery.Recover([.. Enumerable.Repeat((ReadOnlyMemory<byte>)zero, positions.Length - 1), one]);
        ushort inverse = BinaryField.Inverse(Vector256.Create(MemoryMarshal.Read<ushort>(weighed)))[0];
        byte[] last = [.. secret.Zip(others, (s, o) => (byte)(s ^ o))];
        MemoryMarshal.Write(last, BinaryField.Multiply(MemoryMarshal.Read<Vector256<ushort>>(last), inverse));
        return last;
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Dealing(Random random, int holders, int threshold)
    {
        private readonly byte[] _key = Bytes(random);

        public Dealing(Random random, int holders)
            : this(random, holders, random.Next(2, holders + 1))
        {
        }

        public byte[] Secret { get; } = Bytes(random);

        public int Holders => holders;

        public int Threshold => threshold;

        public int[] Draw(Random random, int count)
        {
            int[] positions = [.. Enumerable.Range(0, holders)];
            random.Shuffle(positions);
            return positions[..count];
        }

        public ReadOnlyMemory<byte>[] Shares(int[] positions)
        {
            byte[] shares = SecretSharing.Split(Secret, _key, threshold, holders);
            return [.. positions.Select(position => (ReadOnlyMemory<byte>)shares.AsMemory(position * 32, 32))];
        }

        public byte[] Recover(int[] positions) => new ShareRecovery(positions).Recover(Shares(positions));
    }
}
