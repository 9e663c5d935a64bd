using NSec.Cryptography;

namespace NSec.StandIn.Tests;

public sealed class HkdfSha256Tests
{
    private static readonly HkdfSha256 Algorithm = KeyDerivationAlgorithm.HkdfSha256;

    [Theory]
    [MemberData(nameof(Rfc5869.Vectors), MemberType = typeof(Rfc5869))]
    public void DeriveBytes_VectorOfRfc5869_GivesItsOutput(string material, string salt, string info, string output)
    {
        byte[] expected = Hex.Bytes(output), bytes = new byte[expected.Length];
        using SharedSecret secret = SharedSecret.Import(Hex.Bytes(material), SharedSecretBlobFormat.RawSharedSecret);
        Assert.Equal(expected, Algorithm.DeriveBytes(Hex.Bytes(material), Hex.Bytes(salt), Hex.Bytes(info), expected.Length));
        Assert.Equal(expected, Algorithm.DeriveBytes(secret, Hex.Bytes(salt), Hex.Bytes(info), expected.Length));
        Algorithm.DeriveBytes(secret, Hex.Bytes(salt), Hex.Bytes(info), bytes);
        Assert.Equal(expected, bytes);
        bytes.AsSpan().Clear();
        Algorithm.DeriveBytes(Hex.Bytes(material), Hex.Bytes(salt), Hex.Bytes(info), bytes.AsSpan());
        Assert.Equal(expected, bytes);
    }

    [Fact]
    public void DeriveKey_ForACipher_IsTheDerivedBytes()
    {
        KeyCreationParameters parameters = new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using SharedSecret secret = SharedSecret.Import([1, 2, 3], SharedSecretBlobFormat.RawSharedSecret);
        using Key key = Algorithm.DeriveKey(secret, [4], [5], AeadAlgorithm.ChaCha20Poly1305, parameters);
        using Key same = Algorithm.DeriveKey([1, 2, 3], [4], [5], AeadAlgorithm.ChaCha20Poly1305, parameters);
        byte[] expected = Algorithm.DeriveBytes(secret, [4], [5], 32);
        Assert.Equal(expected, key.Export(KeyBlobFormat.RawSymmetricKey));
        Assert.Equal(expected, same.Export(KeyBlobFormat.RawSymmetricKey));
    }

    [Fact]
    public void DeriveKey_ForAlgorithmWithoutKeys_ThrowsNotSupportedException() =>
        Assert.Throws<NotSupportedException>(() => Algorithm.DeriveKey([1], [], [], Algorithm));

    [Fact]
    public void DeriveBytes_CountsOutOfRange_Throw()
    {
        Assert.Equal(255 * 32, Algorithm.MaxCount);
        Assert.Equal(Algorithm.MaxCount, Algorithm.DeriveBytes([1], [], [], Algorithm.MaxCount).Length);
        Assert.Empty(Algorithm.DeriveBytes([1], [], [], 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Algorithm.DeriveBytes([1], [], [], Algorithm.MaxCount + 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Algorithm.DeriveBytes([1], [], [], -1));
        Assert.Throws<ArgumentException>("bytes", () => Algorithm.DeriveBytes([1], [], [], new byte[Algorithm.MaxCount + 1].AsSpan()));
    }

    [Fact]
    public void DeriveBytes_NoKeyingMaterialOrDisposedSecret_Throws()
    {
        Assert.Throws<ArgumentException>("inputKeyingMaterial", () => Algorithm.DeriveBytes([], [1], [2], 32));
        SharedSecret secret = SharedSecret.Import([1], SharedSecretBlobFormat.RawSharedSecret);
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Algorithm.DeriveBytes(secret, [], [], 32));
    }

    [Fact]
    public void DeriveBytes_OutputOverSaltOrInfo_ThrowsArgumentException()
    {
        byte[] buffer = new byte[64];
        Assert.Throws<ArgumentException>("bytes", () => Algorithm.DeriveBytes([1], buffer.AsSpan(31, 9), [], buffer.AsSpan(0, 32)));
        Assert.Throws<ArgumentException>("bytes", () => Algorithm.DeriveBytes([1], [], buffer.AsSpan(0, 9), buffer.AsSpan(8, 32)));
    }
}
