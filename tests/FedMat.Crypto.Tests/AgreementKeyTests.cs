namespace FedMat.Crypto.Tests;

public sealed class AgreementKeyTests
{
    private const string AliceSecret = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    private const string AlicePublic = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    private const string BobSecret = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
    private const string BobPublic = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    private const string Shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";

    private static readonly byte[] Salt = [1, 2, 3];
    private static readonly byte[] Info = [4, 5];

    [Theory] // RFC 7748, sections 5.2 and 6.1
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    [InlineData(AliceSecret, BobPublic, Shared)]
    [InlineData(BobSecret, AlicePublic, Shared)]
    public void Derive_ExampleOfRfc7748_IsTheDerivationOfTheAgreedSecret(string secret, string other, string agreed)
    {
        using AgreementKey key = AgreementKey.FromSecret(Hex(secret));
        Assert.Equal(KeyDerivation.Derive(Hex(agreed), Salt, Info), key.Derive(PublicKey(other), Salt, Info));
    }

    [Theory] // RFC 7748, section 6.1
    [InlineData(AliceSecret, AlicePublic)]
    [InlineData(BobSecret, BobPublic)]
    public void Public_ExampleOfRfc7748_IsItsPublicKey(string secret, string expected)
    {
        using AgreementKey key = AgreementKey.FromSecret(Hex(secret));
        Assert.Equal(PublicKey(expected), key.Public);
    }

    [Theory] // the u-coordinates of order 1, 2, 4 and 8 on the curve and its twist, and their spellings above the prime
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void Derive_PointOfLowOrder_IsNull(string point)
    {
        using AgreementKey key = AgreementKey.FromSecret(Hex(AliceSecret));
        byte[] withTopBit = Hex(point);
        withTopBit[^1] |= 0x80;
        Assert.Null(key.Derive(PublicKey(point), Salt, Info));
        Assert.Null(key.Derive(AgreementPublicKey.FromBytes(withTopBit), Salt, Info));
    }

    [Fact]
    public void Derive_OtherSaltOrInfo_GivesAnotherKey()
    {
        using AgreementKey key = AgreementKey.FromSecret(Hex(AliceSecret));
        byte[][] derived = [.. new[] { (Salt, Info), (Info, Info), (Salt, Salt), (Info, Salt) }
            .Select(pair => key.Derive(PublicKey(BobPublic), pair.Item1, pair.Item2)!)];
        Assert.Equal(4, derived.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void FromSecret_WrongLength_ThrowsArgumentException(int length)
    {
        Assert.Throws<ArgumentException>(() => AgreementKey.FromSecret(new byte[length]));
        Assert.Throws<ArgumentException>(() => AgreementPublicKey.FromBytes(new byte[length]));
    }

    [Fact]
    public void ToString_OfAKey_HoldsThePublicHalfAlone()
    {
        using AgreementKey key = AgreementKey.FromSecret(Hex(AliceSecret));
        Assert.Equal($"agreement key of {key.Public}", key.ToString());
        Assert.Equal(Convert.ToBase64String(Hex(AlicePublic)), key.Public.ToString());
    }

    [Fact]
    public void PublicKey_Equality_EveryByteCounts()
    {
        byte[] bytes = Hex(AlicePublic);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] other = [.. bytes];
            other[i] ^= 1;
            Assert.True(AgreementPublicKey.FromBytes(bytes) != AgreementPublicKey.FromBytes(other));
        }
    }

    private static AgreementPublicKey PublicKey(string hex) => AgreementPublicKey.FromBytes(Hex(hex));

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
