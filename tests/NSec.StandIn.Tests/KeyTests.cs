using System.Text;
using NSec.Cryptography;

namespace NSec.StandIn.Tests;

/// <summary>The rules of keys, each over every algorithm that has them.</summary>
public sealed class KeyTests
{
    private const string RawSeed = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";

    public static readonly TheoryData<string> Algorithms = ["Ed25519", "X25519", "ChaCha20Poly1305"];
    public static readonly TheoryData<string> Curves = ["Ed25519", "X25519"];

    // RFC 8410, sections 10.1 and 10.3.
    [Fact]
    public void Export_KeyOfRfc8410_IsItsText()
    {
        using Key key = Key.Import(SignatureAlgorithm.Ed25519, Hex.Bytes(RawSeed), KeyBlobFormat.RawPrivateKey, Exportable());
        Assert.Equal(
            "-----BEGIN PRIVATE KEY-----\r\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\r\n-----END PRIVATE KEY-----\r\n",
            Encoding.ASCII.GetString(key.Export(KeyBlobFormat.PkixPrivateKeyText)));
        Assert.Equal(
            "-----BEGIN PUBLIC KEY-----\r\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\r\n-----END PUBLIC KEY-----\r\n",
            Encoding.ASCII.GetString(key.Export(KeyBlobFormat.PkixPublicKeyText)));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Export_EveryFormat_ImportsAsTheSameKey(string name)
    {
        using Key key = Key.Create(Named(name), Exportable());
        foreach (KeyBlobFormat format in new[] { KeyBlobFormat.RawPrivateKey, KeyBlobFormat.PkixPrivateKey, KeyBlobFormat.PkixPrivateKeyText })
        {
            byte[] blob = key.Export(format);
            using Key again = Key.Import(key.Algorithm, blob, format);
            Assert.Equal(key.PublicKey, again.PublicKey);
            Assert.Equal(blob.Length, key.GetExportBlobSize(format));
            Assert.False(Key.TryImport(key.Algorithm, blob.AsSpan(1), format, out _));
        }
        foreach (KeyBlobFormat format in new[] { KeyBlobFormat.RawPublicKey, KeyBlobFormat.PkixPublicKey, KeyBlobFormat.PkixPublicKeyText })
            Assert.Equal(key.PublicKey, PublicKey.Import(key.Algorithm, key.Export(format), format));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Import_KeyOfTheOtherCurve_ThrowsFormatException(string name)
    {
        using Key key = Key.Create(Named(name), Exportable());
        Algorithm other = Named(name == "Ed25519" ? "X25519" : "Ed25519");
        byte[] secret = key.Export(KeyBlobFormat.PkixPrivateKey), open = key.Export(KeyBlobFormat.PkixPublicKeyText);
        Assert.Throws<FormatException>(() => Key.Import(other, secret, KeyBlobFormat.PkixPrivateKey));
        Assert.Throws<FormatException>(() => PublicKey.Import(other, open, KeyBlobFormat.PkixPublicKeyText));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Import_TextWithOtherBlanks_IsTheSameKey(string name)
    {
        using Key key = Key.Create(Named(name), Exportable());
        string text = Encoding.ASCII.GetString(key.Export(KeyBlobFormat.PkixPrivateKeyText));
        string loose = " \n" + text.Replace("\r\n", "\n", StringComparison.Ordinal).Insert(40, "\n ") + "\n\n";
        using Key again = Key.Import(key.Algorithm, Encoding.ASCII.GetBytes(loose), KeyBlobFormat.PkixPrivateKeyText);
        Assert.Equal(key.PublicKey, again.PublicKey);
        Assert.False(Key.TryImport(key.Algorithm, Encoding.ASCII.GetBytes(text + "x"), KeyBlobFormat.PkixPrivateKeyText, out _));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Import_EveryWrongLength_ThrowsFormatException(string name)
    {
        KeyBlobFormat format = name == "ChaCha20Poly1305" ? KeyBlobFormat.RawSymmetricKey : KeyBlobFormat.RawPrivateKey;
        foreach (int length in new[] { 0, 31, 33, 64 })
            Assert.Throws<FormatException>(() => Key.Import(Named(name), new byte[length], format));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Export_FormatOfAnotherKind_ThrowsArgumentException(string name)
    {
        using Key key = Key.Create(Named(name), Exportable());
        KeyBlobFormat foreign = name == "ChaCha20Poly1305" ? KeyBlobFormat.PkixPrivateKey : KeyBlobFormat.RawSymmetricKey;
        Assert.Throws<ArgumentException>("format", () => key.Export(foreign));
        Assert.Throws<ArgumentException>("format", () => Key.Import(key.Algorithm, new byte[32], foreign));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Export_ByPolicy_IsRefusedOnceOrAlways(string name)
    {
        KeyBlobFormat format = name == "ChaCha20Poly1305" ? KeyBlobFormat.RawSymmetricKey : KeyBlobFormat.RawPrivateKey;
        using Key closed = Key.Create(Named(name));
        Assert.Throws<InvalidOperationException>(() => closed.Export(format));
        using Key once = Key.Create(
            Named(name), new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextArchiving });
        Assert.False(once.TryExport(format, new byte[31], out int size));
        Assert.Equal(32, size);
        Assert.Equal(32, once.Export(format).Length);
        Assert.Throws<InvalidOperationException>(() => once.Export(format));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Export_DisposedKey_ThrowsAndItsPublicHalfStays(string name)
    {
        KeyBlobFormat format = name == "ChaCha20Poly1305" ? KeyBlobFormat.RawSymmetricKey : KeyBlobFormat.RawPrivateKey;
        Key key = Key.Create(Named(name), Exportable());
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Export(format));
        Assert.Equal(name != "ChaCha20Poly1305", key.HasPublicKey);
        if (key.HasPublicKey)
            Assert.Equal(32, key.Export(KeyBlobFormat.RawPublicKey).Length);
        else
            Assert.Throws<InvalidOperationException>(() => key.PublicKey);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Create_Twice_GivesDifferentKeysThatShowNothing(string name)
    {
        KeyBlobFormat format = name == "ChaCha20Poly1305" ? KeyBlobFormat.RawSymmetricKey : KeyBlobFormat.RawPrivateKey;
        using Key one = Key.Create(Named(name), Exportable()), other = Key.Create(Named(name), Exportable());
        Assert.NotEqual(one.Export(format), other.Export(format));
        Assert.Equal("NSec.Cryptography.Key", one.ToString());
        Assert.Equal(32, one.Size);
    }

    [Fact]
    public void SharedSecret_LengthAndPolicy_AreHeldTo()
    {
        Assert.False(SharedSecret.TryImport(new byte[129], SharedSecretBlobFormat.RawSharedSecret, out _));
        Assert.Throws<FormatException>(() => SharedSecret.Import(new byte[129], SharedSecretBlobFormat.RawSharedSecret));
        using SharedSecret secret = SharedSecret.Import(new byte[128], SharedSecretBlobFormat.RawSharedSecret);
        Assert.Equal(128, secret.Size);
        Assert.Throws<InvalidOperationException>(() => secret.Export(SharedSecretBlobFormat.RawSharedSecret));
        Assert.Equal("NSec.Cryptography.SharedSecret", secret.ToString());
    }

    [Fact]
    public void PublicKey_OfAnotherAlgorithm_IsNotEqual()
    {
        PublicKey one = PublicKey.Import(SignatureAlgorithm.Ed25519, new byte[32], KeyBlobFormat.RawPublicKey);
        PublicKey other = PublicKey.Import(KeyAgreementAlgorithm.X25519, new byte[32], KeyBlobFormat.RawPublicKey);
        Assert.False(one.Equals(other));
        Assert.False(one.Equals(null));
    }

    private static KeyCreationParameters Exportable() => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private static Algorithm Named(string name) => name switch
    {
        "Ed25519" => SignatureAlgorithm.Ed25519,
        "X25519" => KeyAgreementAlgorithm.X25519,
        "ChaCha20Poly1305" => AeadAlgorithm.ChaCha20Poly1305,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
