using System.Text;

namespace FedMat.Crypto.Tests;

public sealed class SigningKeyTests
{
    // RFC 8410, section 10.3.
    private const string RfcPrivate = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    private const string Pem = $"-----BEGIN PRIVATE KEY-----\n{RfcPrivate}\n-----END PRIVATE KEY-----\n";

    [Fact]
    public void Import_KeyOfRfc8410_HasItsPublicKey()
    {
        using SigningKey key = SigningKey.Import(Pem);
        Assert.Equal(RfcPublicBytes(), key.Public.ToArray());
    }

    [Fact]
    public void Export_ThenImport_SignsTheSame()
    {
        using SigningKey key = SigningKey.Create();
        using SigningKey again = SigningKey.Import(key.Export());
        Assert.Equal(key.Public, again.Public);
        Assert.Equal(key.Sign([1, 2, 3]), again.Sign([1, 2, 3]));
    }

    [Fact]
    public void Create_Twice_GivesDifferentKeys()
    {
        using SigningKey one = SigningKey.Create();
        using SigningKey other = SigningKey.Create();
        Assert.NotEqual(one.Public, other.Public);
    }

    [Fact]
    public void Sign_AnyBody_Verifies()
    {
        using SigningKey key = SigningKey.Create();
        foreach (int length in new[] { 0, 1, 31, 32, 33, 1000 })
        {
            byte[] body = new byte[length];
            byte[] signature = key.Sign(body);
            Assert.Equal(SigningKey.SignatureSize, signature.Length);
            Assert.True(key.Public.Verifies(body, signature));
        }
    }

    [Fact]
    public void Export_AfterDispose_ThrowsAndPublicStays()
    {
        SigningKey key = SigningKey.Create();
        VerifyingKey before = key.Public;
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(key.Export);
        Assert.Throws<ObjectDisposedException>(() => key.Sign([1]));
        Assert.Equal(before, key.Public);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(RfcPrivate)]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\n" + RfcPrivate + "\n-----END EC PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVh\n-----END PRIVATE KEY-----\n")]
    [InlineData(Pem + Pem)]
    public void Import_AnythingElse_ThrowsFormatExceptionWithoutTheContent(string text)
    {
        FormatException e = Assert.Throws<FormatException>(() => SigningKey.Import(text));
        Assert.Null(e.InnerException);
        Assert.DoesNotContain("MC4CAQ", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("INTuctv5", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_NamesThePublicHalfOnly()
    {
        using SigningKey key = SigningKey.Import(Pem);
        Assert.Contains(key.Public.ToString(), key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(RfcPrivate[^43..], key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_IsPemThatTheFrameworkFinds()
    {
        using SigningKey key = SigningKey.Import(Pem);
        Assert.Equal(Pem, key.Export().Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(Encoding.ASCII.GetByteCount(key.Export()), key.Export().Length);
    }

    private static byte[] RfcPublicBytes() => Convert.FromHexString("19BF44096984CDFE8541BAC167DC3B96C85086AA30B6B6CB0C5C38AD703166E1");
}
