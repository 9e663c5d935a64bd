using System.Security.Cryptography;

namespace FedMat.Crypto.Tests;

public sealed class SealedTextTests
{
    private const string Passphrase = "korrekt horse ✓";

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nsecret, with ümlauts\n-----END PRIVATE KEY-----\n")]
    public void Open_RightPassphrase_GivesTheText(string plain)
    {
        string sealedText = SealedText.Seal(plain, Passphrase);
        Assert.True(SealedText.IsSealed(sealedText));
        Assert.Equal(plain, SealedText.Open(sealedText, Passphrase));
    }

    [Fact]
    public void Open_AnotherPassphrase_IsNull()
    {
        string sealedText = SealedText.Seal("secret", Passphrase);
        Assert.Null(SealedText.Open(sealedText, Passphrase + " "));
        Assert.Null(SealedText.Open(sealedText, Passphrase.AsSpan(1)));
    }

    [Theory]
    [InlineData(1)] // salt
    [InlineData(17)] // nonce
    [InlineData(29)] // ciphertext
    [InlineData(35)] // tag
    public void Open_OneBitChanged_IsNull(int at)
    {
        byte[] body = Body(SealedText.Seal("secret", Passphrase));
        body[at] ^= 1;
        Assert.Null(SealedText.Open(PemEncoding.WriteString("FEDMAT SEALED TEXT", body), Passphrase));
    }

    [Fact]
    public void Open_OtherVersionOrTooShort_ThrowsFormatException()
    {
        byte[] body = Body(SealedText.Seal("secret", Passphrase));
        string cut = PemEncoding.WriteString("FEDMAT SEALED TEXT", body.AsSpan(0, 44));
        body[0] = 2;
        string later = PemEncoding.WriteString("FEDMAT SEALED TEXT", body);
        Assert.False(SealedText.IsSealed(cut));
        Assert.Throws<FormatException>(() => SealedText.Open(cut, Passphrase));
        Assert.Throws<FormatException>(() => SealedText.Open(later, Passphrase));
        Assert.Throws<FormatException>(() => SealedText.Open("secret", Passphrase));
    }

    [Fact]
    public void Seal_Twice_GivesDifferentTextsWithoutThePlainOne()
    {
        string one = SealedText.Seal("secret", Passphrase);
        string other = SealedText.Seal("secret", Passphrase);
        Assert.NotEqual(one, other);
        Assert.True(Body(one).AsSpan().IndexOf("secret"u8) < 0);
    }

    [Fact]
    public void Seal_EmptyPassphrase_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => SealedText.Seal("secret", ""));

    private static byte[] Body(string pem) => Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
}
