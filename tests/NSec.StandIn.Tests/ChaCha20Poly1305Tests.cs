using NSec.Cryptography;

namespace NSec.StandIn.Tests;

public sealed class ChaCha20Poly1305Tests
{
    private static readonly ChaCha20Poly1305 Algorithm = AeadAlgorithm.ChaCha20Poly1305;

    [Theory]
    [MemberData(nameof(Rfc8439.Vectors), MemberType = typeof(Rfc8439))]
    public void Encrypt_VectorOfRfc8439_GivesItsCiphertext(string plaintext, string data, string secret, string nonce, string ciphertext)
    {
        using Key key = Key.Import(Algorithm, Hex.Bytes(secret), KeyBlobFormat.RawSymmetricKey);
        byte[] output = new byte[ciphertext.Length / 2];
        Algorithm.Encrypt(key, Hex.Bytes(nonce), Hex.Bytes(data), Hex.Bytes(plaintext), output);
        Assert.Equal(Hex.Bytes(ciphertext), output);
        Assert.Equal(output, Algorithm.Encrypt(key, Hex.Bytes(nonce), Hex.Bytes(data), Hex.Bytes(plaintext)));
        Assert.Equal(Hex.Bytes(plaintext), Algorithm.Decrypt(key, Hex.Bytes(nonce), Hex.Bytes(data), output));
    }

    [Theory]
    [MemberData(nameof(Rfc8439.Vectors), MemberType = typeof(Rfc8439))]
    public void Decrypt_AnyBitFlipped_IsNull(string plaintext, string data, string secret, string nonce, string ciphertext)
    {
        using Key key = Key.Import(Algorithm, Hex.Bytes(secret), KeyBlobFormat.RawSymmetricKey);
        byte[] n = Hex.Bytes(nonce), a = Hex.Bytes(data), c = Hex.Bytes(ciphertext), p = new byte[plaintext.Length / 2];
        for (int bit = 0; bit < c.Length * 8; bit++)
            Assert.Null(Algorithm.Decrypt(key, n, a, Hex.Flipped(c, bit)));
        for (int bit = 0; bit < a.Length * 8; bit++)
            Assert.False(Algorithm.Decrypt(key, n, Hex.Flipped(a, bit), c, p));
        for (int bit = 0; bit < n.Length * 8; bit++)
            Assert.False(Algorithm.Decrypt(key, Hex.Flipped(n, bit), a, c, p));
    }

    [Fact]
    public void Decrypt_AnotherKey_IsNull()
    {
        using Key key = Key.Create(Algorithm), other = Key.Create(Algorithm);
        byte[] ciphertext = Algorithm.Encrypt(key, new byte[12], [], [1, 2, 3]);
        Assert.Null(Algorithm.Decrypt(other, new byte[12], [], ciphertext));
        Assert.Null(Algorithm.Decrypt(key, new byte[12], [0], ciphertext));
    }

    [Fact]
    public void Encrypt_NothingAndInPlace_Decrypts()
    {
        using Key key = Key.Create(Algorithm);
        Assert.Empty(Algorithm.Decrypt(key, new byte[12], [], Algorithm.Encrypt(key, new byte[12], [], []))!);
        byte[] buffer = [1, 2, 3, .. new byte[16]];
        Algorithm.Encrypt(key, new byte[12], [], buffer.AsSpan(0, 3), buffer);
        Assert.True(Algorithm.Decrypt(key, new byte[12], [], buffer, buffer.AsSpan(0, 3)));
        Assert.Equal([1, 2, 3], buffer[..3]);
    }

    [Fact]
    public void Encrypt_WrongLengths_ThrowArgumentException()
    {
        using Key key = Key.Create(Algorithm);
        Assert.Equal((32, 12, 16), (Algorithm.KeySize, Algorithm.NonceSize, Algorithm.TagSize));
        Assert.Throws<ArgumentException>("nonce", () => Algorithm.Encrypt(key, new byte[11], [], [1]));
        Assert.Throws<ArgumentException>("ciphertext", () => Algorithm.Encrypt(key, new byte[12], [], [1], new byte[16]));
        Assert.Throws<ArgumentException>("plaintext", () => Algorithm.Decrypt(key, new byte[12], [], new byte[17], new byte[2]));
        byte[] buffer = new byte[40];
        Assert.Throws<ArgumentException>(
            "ciphertext", () => Algorithm.Encrypt(key, new byte[12], [], buffer.AsSpan(1, 8), buffer.AsSpan(0, 24)));
    }

    [Fact]
    public void Decrypt_WrongNonceOrTooShort_IsNull()
    {
        using Key key = Key.Create(Algorithm);
        Assert.Null(Algorithm.Decrypt(key, new byte[11], [], new byte[20]));
        Assert.Null(Algorithm.Decrypt(key, new byte[12], [], new byte[15]));
        Assert.False(Algorithm.Decrypt(key, new byte[13], [], new byte[16], []));
    }

    [Fact]
    public void Encrypt_DisposedOrForeignKey_Throws()
    {
        Key key = Key.Create(Algorithm);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Algorithm.Encrypt(key, new byte[12], [], [1]));
        using Key foreign = Key.Create(SignatureAlgorithm.Ed25519);
        Assert.Throws<ArgumentException>("key", () => Algorithm.Encrypt(foreign, new byte[12], [], [1]));
    }
}
