using NSec.Cryptography;

namespace NSec.StandIn.Tests;

public sealed class Ed25519Tests
{
    private static readonly Ed25519 Algorithm = SignatureAlgorithm.Ed25519;

    [Theory]
    [MemberData(nameof(Rfc8032.Vectors), MemberType = typeof(Rfc8032))]
    public void Sign_VectorOfRfc8032_GivesItsSignature(string privateKey, string publicKey, string message, string signature)
    {
        using Key key = Key.Import(Algorithm, Hex.Bytes(privateKey), KeyBlobFormat.RawPrivateKey);
        Assert.Equal(Hex.Bytes(publicKey), key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
        Assert.Equal(Hex.Bytes(signature), Algorithm.Sign(key, Hex.Bytes(message)));
    }

    [Theory]
    [MemberData(nameof(Rfc8032.Vectors), MemberType = typeof(Rfc8032))]
    public void Verify_VectorOfRfc8032_IsTrueAndFalseWithAnyBitOfItFlipped(
        string privateKey, string publicKey, string message, string signature)
    {
        Assert.Equal(64, privateKey.Length);
        PublicKey key = PublicKey.Import(Algorithm, Hex.Bytes(publicKey), KeyBlobFormat.RawPublicKey);
        byte[] data = Hex.Bytes(message), good = Hex.Bytes(signature);
        Assert.True(Algorithm.Verify(key, data, good));
        for (int bit = 0; bit < good.Length * 8; bit++)
            Assert.False(Algorithm.Verify(key, data, Hex.Flipped(good, bit)), $"signature bit {bit}");
        for (int bit = 0; bit < data.Length * 8; bit += data.Length > 100 ? 97 : 1)
            Assert.False(Algorithm.Verify(key, Hex.Flipped(data, bit), good), $"message bit {bit}");
    }

    [Fact]
    public void Verify_AnotherKey_IsFalse()
    {
        using Key key = Key.Create(Algorithm), other = Key.Create(Algorithm);
        Assert.False(Algorithm.Verify(other.PublicKey, [1], Algorithm.Sign(key, [1])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Verify_SignatureOfAnotherLength_IsFalse(int length)
    {
        using Key key = Key.Create(Algorithm);
        Assert.False(Algorithm.Verify(key.PublicKey, [1], new byte[length]));
    }

    [Fact]
    public void Verify_SignatureWithSNotReduced_IsFalse()
    {
        using Key key = Key.Create(Algorithm);
        byte[] signature = Algorithm.Sign(key, [1]);
        byte[] order = Hex.Bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < order.Length; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)(carry & 0xFF);
            carry >>= 8;
        }
        Assert.False(Algorithm.Verify(key.PublicKey, [1], signature));
    }

    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void Verify_KeyOfLowOrder_IsFalse(string publicKey)
    {
        PublicKey key = PublicKey.Import(Algorithm, Hex.Bytes(publicKey), KeyBlobFormat.RawPublicKey);
        byte[] neutral = new byte[64];
        neutral[0] = 1;
        Assert.False(Algorithm.Verify(key, [], neutral));
    }

    [Fact]
    public void Sign_DestinationOfAnotherLength_ThrowsArgumentException()
    {
        using Key key = Key.Create(Algorithm);
        Assert.Throws<ArgumentException>("signature", () => Algorithm.Sign(key, [1], new byte[63]));
    }

    [Fact]
    public void Sign_KeyOfAnotherAlgorithm_ThrowsArgumentException()
    {
        using Key key = Key.Create(KeyAgreementAlgorithm.X25519);
        Assert.Throws<ArgumentException>("key", () => Algorithm.Sign(key, [1]));
        Assert.Throws<ArgumentException>("publicKey", () => Algorithm.Verify(key.PublicKey, [1], new byte[64]));
        Assert.Throws<ArgumentNullException>("key", () => Algorithm.Sign(null!, [1]));
    }

    [Fact]
    public void Sign_DisposedKey_ThrowsObjectDisposedException()
    {
        Key key = Key.Create(Algorithm);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Algorithm.Sign(key, [1]));
    }

    [Fact]
    public void Sizes_AreThoseOfRfc8032() =>
        Assert.Equal((32, 32, 64), (Algorithm.PrivateKeySize, Algorithm.PublicKeySize, Algorithm.SignatureSize));
}
