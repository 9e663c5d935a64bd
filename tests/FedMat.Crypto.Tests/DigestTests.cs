using System.Text;

namespace FedMat.Crypto.Tests;

public sealed class DigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", OfAbc)]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Of_ExampleOfFips180_GivesItsDigest(string text, string hex) =>
        Assert.Equal(hex, Digest.Of(Encoding.ASCII.GetBytes(text)).ToString());

    [Fact]
    public void Parse_WhatToStringWrote_GivesTheSameDigest()
    {
        Digest digest = Digest.Of([1, 2, 3]);
        Assert.Equal(digest, Digest.Parse(digest.ToString()));
        Assert.Equal(digest, Digest.Parse(digest.ToString().ToUpperInvariant()));
        Assert.Equal(digest, Digest.FromBytes(digest.ToArray()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf")]
    [InlineData(OfAbc + "00")]
    [InlineData("g" + "a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(" " + "a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void TryParse_AnythingElse_IsFalse(string? text)
    {
        Assert.False(Digest.TryParse(text, out Digest digest));
        Assert.Equal(default, digest);
    }

    [Fact]
    public void Parse_AnythingElse_ThrowsFormatException() => Assert.Throws<FormatException>(() => Digest.Parse("abc"));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void FromBytes_WrongLength_ThrowsArgumentException(int length) =>
        Assert.Throws<ArgumentException>(() => Digest.FromBytes(new byte[length]));

    [Fact]
    public void CopyTo_ShortDestination_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => default(Digest).CopyTo(new byte[31]));

    [Fact]
    public void Default_IsAllZero() => Assert.Equal(new string('0', 64), default(Digest).ToString());

    [Fact]
    public void Short_IsTheFirstTwelveDigits() => Assert.Equal(OfAbc[..12], Digest.Parse(OfAbc).Short);

    [Fact]
    public void Order_IsThatOfTheHexText()
    {
        Digest[] digests = [.. Enumerable.Range(0, 200).Select(i => Digest.Of([(byte)i]))];
        string[] byText = [.. digests.Select(d => d.ToString()).Order(StringComparer.Ordinal)];
        Assert.Equal(byText, digests.Order().Select(d => d.ToString()));
    }

    [Fact]
    public void Equality_EveryByteCounts()
    {
        byte[] bytes = Digest.Of([7]).ToArray();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] other = [.. bytes];
            other[i] ^= 0x80;
            Assert.True(Digest.FromBytes(bytes) != Digest.FromBytes(other));
        }
    }

    [Fact]
    public void Incremental_InPieces_EqualsTheWholeAndStartsAgain()
    {
        byte[] data = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i % 251))];
        using IncrementalDigest digest = new();
        digest.Append(data.AsSpan(0, 1));
        digest.Append([]);
        digest.Append(data.AsSpan(1, 700));
        digest.Append(data.AsSpan(701));
        Assert.Equal(Digest.Of(data), digest.Finish());
        Assert.Equal(Digest.Of([]), digest.Finish());
    }
}
