using System.Security.Cryptography;
using System.Text;

namespace FedMat.Crypto.Tests;

public sealed class BoxTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0x80, 32).Select(i => (byte)i)];
    private static readonly byte[] Associated = Convert.FromHexString("50515253c0c1c2c3c4c5c6c7");
    private static readonly byte[] Nonce = Convert.FromHexString("070000004041424344454647");
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");

    private static readonly byte[] Sealed = Convert.FromHexString(
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
        + "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
        + "3ff4def08e4b7a9de576d26586cec64b6116" + "1ae10b594f09e26a7e902ecbd0600691");

    [Fact] // RFC 8439, section 2.8.2
    public void StoredBox_ExampleOfRfc8439_GivesItsBytesBehindTheNonce()
    {
        using Fixed source = new(Nonce);
        Assert.Equal([.. Nonce, .. Sealed], StoredBox.Seal(Key, Text, Associated, source));
        Assert.Equal(Text, StoredBox.Open(Key, [.. Nonce, .. Sealed], Associated));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public void SealedBox_AnyLength_IsTheFrameworksCipherUnderNonceZero(int length)
    {
        byte[] plaintext = new byte[length], ciphertext = new byte[length], tag = new byte[SealedBox.Overhead];
        new Random(length).NextBytes(plaintext);
        using ChaCha20Poly1305 cipher = new(Key);
        cipher.Encrypt(new byte[12], plaintext, ciphertext, tag, Associated);
        Assert.Equal([.. ciphertext, .. tag], SealedBox.Seal(Key, plaintext, Associated));
    }

    [Fact]
    public void SealedBox_Opened_GivesThePlaintext() =>
        Assert.Equal(Text, SealedBox.Open(Key, SealedBox.Seal(Key, Text, Associated), Associated));

    [Fact]
    public void SealedBox_AnyBitFlipped_IsNull()
    {
        byte[] box = SealedBox.Seal(Key, Text, Associated);
        for (int bit = 0; bit < box.Length * 8; bit++)
            Assert.Null(SealedBox.Open(Key, Flipped(box, bit), Associated));
    }

    [Fact]
    public void StoredBox_AnyBitFlipped_IsNull()
    {
        byte[] box = [.. Nonce, .. Sealed];
        for (int bit = 0; bit < box.Length * 8; bit++)
            Assert.Null(StoredBox.Open(Key, Flipped(box, bit), Associated));
    }

    [Fact]
    public void Open_OtherKeyOrAssociatedBytes_IsNull()
    {
        byte[] box = SealedBox.Seal(Key, Text, Associated);
        Assert.Null(SealedBox.Open(Flipped(Key, 3), box, Associated));
        Assert.Null(SealedBox.Open(Key, box, []));
        Assert.Null(StoredBox.Open(Flipped(Key, 3), [.. Nonce, .. Sealed], Associated));
        Assert.Null(StoredBox.Open(Key, [.. Nonce, .. Sealed], []));
    }

    [Fact]
    public void Open_ShorterThanAnEmptyBox_IsNull()
    {
        Assert.Null(SealedBox.Open(Key, new byte[SealedBox.Overhead - 1], []));
        Assert.Null(StoredBox.Open(Key, new byte[StoredBox.Overhead - 1], []));
        Assert.Null(StoredBox.Open(Key, [], []));
    }

    [Fact]
    public void StoredBox_SealedTwice_DrawsAnotherNonce()
    {
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        byte[] first = StoredBox.Seal(Key, Text, Associated, source);
        byte[] second = StoredBox.Seal(Key, Text, Associated, source);
        Assert.NotEqual(first[..12], second[..12]);
        Assert.Equal(StoredBox.Open(Key, first, Associated), StoredBox.Open(Key, second, Associated));
    }

    [Fact]
    public void StoredBox_ManyMegabytes_ComeBack()
    {
        byte[] plaintext = new byte[80_000_000];
        plaintext[^1] = 7;
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        byte[] box = StoredBox.Seal(Key, plaintext, [], source);
        Assert.Equal(plaintext.Length + StoredBox.Overhead, box.Length);
        Assert.True(plaintext.AsSpan().SequenceEqual(StoredBox.Open(Key, box, [])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void AnyBox_KeyOfAnotherLength_ThrowsArgumentException(int length)
    {
        byte[] key = new byte[length];
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        Assert.Throws<ArgumentException>(() => SealedBox.Seal(key, Text, []));
        Assert.Throws<ArgumentException>(() => SealedBox.Open(key, Sealed, []));
        Assert.Throws<ArgumentException>(() => StoredBox.Seal(key, Text, [], source));
        Assert.Throws<ArgumentException>(() => StoredBox.Open(key, Sealed, []));
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] changed = [.. bytes];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    private sealed class Fixed(byte[] bytes) : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => bytes.CopyTo(data, 0);

        public override void GetBytes(Span<byte> data) => bytes.CopyTo(data);
    }
}
