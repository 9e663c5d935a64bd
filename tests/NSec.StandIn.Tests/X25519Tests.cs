using NSec.Cryptography;

namespace NSec.StandIn.Tests;

public sealed class X25519Tests
{
    private static readonly X25519 Algorithm = KeyAgreementAlgorithm.X25519;

    [Theory]
    // RFC 7748, section 5.2
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    // section 6.1
    [InlineData(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")]
    [InlineData(
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")]
    public void Agree_VectorOfRfc7748_GivesItsSecret(string privateKey, string otherPublicKey, string secret)
    {
        using Key key = Key.Import(Algorithm, Hex.Bytes(privateKey), KeyBlobFormat.RawPrivateKey);
        PublicKey other = PublicKey.Import(Algorithm, Hex.Bytes(otherPublicKey), KeyBlobFormat.RawPublicKey);
        SharedSecretCreationParameters parameters = new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using SharedSecret? shared = Algorithm.Agree(key, other, parameters);
        Assert.Equal(Hex.Bytes(secret), shared!.Export(SharedSecretBlobFormat.RawSharedSecret));
    }

    [Theory]
    [InlineData(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")]
    [InlineData(
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")]
    public void Import_PrivateKeyOfRfc7748_HasItsPublicKey(string privateKey, string publicKey)
    {
        using Key key = Key.Import(Algorithm, Hex.Bytes(privateKey), KeyBlobFormat.RawPrivateKey);
        Assert.Equal(Hex.Bytes(publicKey), key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    // The points of low order, p and 2p themselves included.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Agree_PointOfLowOrder_IsNull(string point)
    {
        using Key key = Key.Create(Algorithm);
        Assert.Null(Algorithm.Agree(key, PublicKey.Import(Algorithm, Hex.Bytes(point), KeyBlobFormat.RawPublicKey)));
    }

    [Fact]
    public void Import_TopBitOfPublicKeySet_IsCleared()
    {
        byte[] bytes = new byte[32];
        bytes[0] = 9;
        PublicKey plain = PublicKey.Import(Algorithm, bytes, KeyBlobFormat.RawPublicKey);
        bytes[31] = 0x80;
        PublicKey masked = PublicKey.Import(Algorithm, bytes, KeyBlobFormat.RawPublicKey);
        Assert.Equal(plain, masked);
        Assert.Equal(plain.GetHashCode(), masked.GetHashCode());
    }

    [Fact]
    public void Agree_BothWays_LeadsToTheSameKeyAndAThirdPartyToAnother()
    {
        using Key alice = Key.Create(Algorithm), bob = Key.Create(Algorithm), eve = Key.Create(Algorithm);
        using SharedSecret ab = Algorithm.Agree(alice, bob.PublicKey)!;
        using SharedSecret ba = Algorithm.Agree(bob, alice.PublicKey)!;
        using SharedSecret eb = Algorithm.Agree(eve, bob.PublicKey)!;
        HkdfSha256 kdf = KeyDerivationAlgorithm.HkdfSha256;
        Assert.Equal(kdf.DeriveBytes(ab, [1], [2], 32), kdf.DeriveBytes(ba, [1], [2], 32));
        Assert.NotEqual(kdf.DeriveBytes(ab, [1], [2], 32), kdf.DeriveBytes(eb, [1], [2], 32));
    }

    [Fact]
    public void Agree_WrongOrDisposedKeys_Throws()
    {
        using Key signing = Key.Create(SignatureAlgorithm.Ed25519), mine = Key.Create(Algorithm);
        Assert.Throws<ArgumentException>("key", () => Algorithm.Agree(signing, mine.PublicKey));
        Assert.Throws<ArgumentException>("otherPartyPublicKey", () => Algorithm.Agree(mine, signing.PublicKey));
        Key gone = Key.Create(Algorithm);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Algorithm.Agree(gone, mine.PublicKey));
    }
}
