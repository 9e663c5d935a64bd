namespace FedMat.Crypto.Tests;

public sealed class VerifyingKeyTests : IDisposable
{
    private readonly SigningKey _key = SigningKey.Create();
    private readonly byte[] _body = [10, 20, 30];

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Verifies_AnyBitOfTheSignatureFlipped_IsFalse()
    {
        byte[] signature = _key.Sign(_body);
        for (int bit = 0; bit < signature.Length * 8; bit++)
            Assert.False(_key.Public.Verifies(_body, Flipped(signature, bit)), $"bit {bit}");
    }

    [Fact]
    public void Verifies_AnyBitOfTheBodyFlipped_IsFalse()
    {
        byte[] signature = _key.Sign(_body);
        for (int bit = 0; bit < _body.Length * 8; bit++)
            Assert.False(_key.Public.Verifies(Flipped(_body, bit), signature), $"bit {bit}");
    }

    [Fact]
    public void Verifies_AnyBitOfTheKeyFlipped_IsFalse()
    {
        byte[] signature = _key.Sign(_body);
        byte[] key = _key.Public.ToArray();
        for (int bit = 0; bit < key.Length * 8; bit++)
            Assert.False(VerifyingKey.FromBytes(Flipped(key, bit)).Verifies(_body, signature), $"bit {bit}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Verifies_SignatureOfAnotherLength_IsFalse(int length)
    {
        byte[] signature = _key.Sign(_body);
        Array.Resize(ref signature, length);
        Assert.False(_key.Public.Verifies(_body, signature));
    }

    [Fact]
    public void Verifies_LongerOrShorterBody_IsFalse()
    {
        byte[] signature = _key.Sign(_body);
        Assert.False(_key.Public.Verifies([.. _body, 0], signature));
        Assert.False(_key.Public.Verifies(_body.AsSpan(1), signature));
    }

    [Theory]
    [InlineData(0)] // order 4, which is also the default value
    [InlineData(1)] // the neutral element
    public void Verifies_KeyOfLowOrder_IsFalse(byte first)
    {
        byte[] key = new byte[VerifyingKey.Size];
        key[0] = first;
        byte[] neutral = new byte[SigningKey.SignatureSize];
        neutral[0] = 1;
        Assert.False(VerifyingKey.FromBytes(key).Verifies(_body, neutral));
        Assert.False(VerifyingKey.FromBytes(key).Verifies(_body, new byte[SigningKey.SignatureSize]));
    }

    [Fact]
    public void TryParse_WhatToStringWrote_GivesTheSameKey()
    {
        Assert.True(VerifyingKey.TryParse(_key.Public.ToString(), out VerifyingKey read));
        Assert.True(read == _key.Public);
        Assert.Equal(read.GetHashCode(), _key.Public.GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // no padding
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=")] // loose bits
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")] // 31 bytes
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ")] // a blank
    [InlineData("_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")] // another alphabet
    public void TryParse_AnythingElse_IsFalse(string? text) => Assert.False(VerifyingKey.TryParse(text, out _));

    [Fact]
    public void FromBytes_WrongLength_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => VerifyingKey.FromBytes(new byte[31]));

    [Fact]
    public void Fingerprint_IsTheHeadOfTheKeysDigestInGroups()
    {
        string digest = Digest.Of(_key.Public.ToArray()).ToString();
        Assert.Matches("^([0-9a-f]{4}-){5}[0-9a-f]{4}$", _key.Public.Fingerprint);
        Assert.StartsWith(_key.Public.Fingerprint.Replace("-", "", StringComparison.Ordinal), digest, StringComparison.Ordinal);
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] changed = [.. bytes];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }
}
