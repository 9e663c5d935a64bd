using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedMat.Crypto.Tests;

public sealed class TlsIdentityTests : IDisposable
{
    // Made by OpenSSL 3.0: req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1; the pin by pkey -pubin -outform DER and
    // dgst -sha256. The key is used nowhere else.
    private const string OpenSslPin = "JVsR2GQzP6I63teNBS3Li7J2u388PTKSkWr4z7i370E=";

    private const string OpenSslCertificate =
        """
        -----BEGIN CERTIFICATE-----
        MIIBljCCAT2gAwIBAgIUF4jVq/AWJAHqOIBCEysuulpZa44wCgYIKoZIzj0EAwIw
        FjEUMBIGA1UEAwwLcGluIGV4YW1wbGUwHhcNMjYxMTIxMDcwMDA0WhcNMzYxMTE4
        MDcwMDA0WjAWMRQwEgYDVQQDDAtwaW4gZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
        SM49AwEHA0IABCECyt9V2k3dpkx8fgBril8QI5oQbebe3iEqkrmz6qSOyzjarZBx
        0RyAANfd6qgvk5kPRg9r7ukd/Jiu6SaQRO6jaTBnMB0GA1UdDgQWBBSNOgHSzP8w
        D04l4GQk7pXooGWplDAfBgNVHSMEGDAWgBSNOgHSzP8wD04l4GQk7pXooGWplDAP
        BgNVHRMBAf8EBTADAQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAKBggqhkjOPQQD
        AgNHADBEAiBF6TWsiYrl3V+mm7j5uK/8gvf+2+eoFDxCHBcdHDgaxgIgdL018Ioh
        HpPr2DaqgO2R3Lfqtr0BKg78jhBBx5SjO+0=
        -----END CERTIFICATE-----
        """;

    private const string OpenSslKey =
        """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUvKKHPvzws8GGtZy
        KazpfnFmOEwPGvdqwjhe1HCpXIGhRANCAAQhAsrfVdpN3aZMfH4Aa4pfECOaEG3m
        3t4hKpK5s+qkjss42q2QcdEcgADX3eqoL5OZD0YPa+7pHfyYrukmkETu
        -----END PRIVATE KEY-----
        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TlsIdentity _identity = TlsIdentity.Create("node alpha", Start, Start.AddYears(1));

    public void Dispose() => _identity.Dispose();

    [Fact]
    public void Import_FilesOfOpenSsl_HaveThePinThatOpenSslComputes()
    {
        using TlsIdentity identity = TlsIdentity.Import(OpenSslCertificate + "\n" + OpenSslKey);
        Assert.Equal(OpenSslPin, identity.Pin.ToString());
        Assert.True(identity.Certificate.HasPrivateKey);
    }

    [Fact]
    public void Create_Certificate_IsForBothEndsAndTheNamedHosts()
    {
        using TlsIdentity identity = TlsIdentity.Create("coordinator", Start, Start.AddDays(9), ["fed.example", "10.0.0.1", "::1"]);
        X509Certificate2 certificate = identity.Certificate;
        Assert.Equal("CN=coordinator", certificate.Subject);
        Assert.True(certificate.MatchesHostname("fed.example"));
        Assert.True(certificate.MatchesHostname("10.0.0.1"));
        Assert.True(certificate.MatchesHostname("::1"));
        Assert.False(certificate.MatchesHostname("localhost"));
        Assert.Equal(Start.UtcDateTime, certificate.NotBefore.ToUniversalTime());
        Assert.Equal(Start.AddDays(9).UtcDateTime, certificate.NotAfter.ToUniversalTime());
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], usages.Cast<Oid>().Select(o => o.Value));
    }

    [Fact]
    public void Create_NoHostsGiven_IsForThisMachine()
    {
        Assert.True(_identity.Certificate.MatchesHostname("localhost"));
        Assert.True(_identity.Certificate.MatchesHostname("127.0.0.1"));
    }

    [Fact]
    public void Create_NameWithSpecialSigns_IsOneCommonName()
    {
        using TlsIdentity identity = TlsIdentity.Create("a, O=b + \"c\"", Start, Start.AddDays(1));
        Assert.Equal("a, O=b + \"c\"", identity.Certificate.GetNameInfo(X509NameType.SimpleName, false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Create_NameEmptyOrTooLong_ThrowsArgumentException(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => TlsIdentity.Create(name, Start, Start.AddDays(1)));

    [Fact]
    public void Create_EndBeforeStart_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => TlsIdentity.Create("a", Start, Start));

    [Fact]
    public void Export_ThenImport_KeepsCertificateAndKey()
    {
        using TlsIdentity again = TlsIdentity.Import(_identity.Export());
        Assert.Equal(_identity.Certificate.RawData, again.Certificate.RawData);
        Assert.Equal(_identity.Pin, again.Pin);
        using ECDsa key = again.Certificate.GetECDsaPrivateKey()!;
        using ECDsa original = _identity.Certificate.GetECDsaPublicKey()!;
        byte[] data = [1, 2];
        Assert.True(original.VerifyData(data, key.SignData(data, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void ExportCertificate_HoldsNoPrivateKey()
    {
        string pem = _identity.ExportCertificate();
        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
        Assert.True(_identity.Pin.Matches(certificate));
    }

    [Fact]
    public void Renew_SameKeyOtherDates_KeepsThePinSubjectAndHosts()
    {
        using TlsIdentity renewed = _identity.Renew(Start.AddYears(1), Start.AddYears(2));
        Assert.Equal(_identity.Pin, renewed.Pin);
        Assert.Equal(_identity.Certificate.Subject, renewed.Certificate.Subject);
        Assert.NotEqual(_identity.Certificate.RawData, renewed.Certificate.RawData);
        Assert.True(renewed.Certificate.MatchesHostname("localhost"));
        Assert.Equal(Start.AddYears(2).UtcDateTime, renewed.Certificate.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void Pin_OfAnotherKey_Differs()
    {
        using TlsIdentity other = TlsIdentity.Create("node alpha", Start, Start.AddYears(1));
        Assert.True(_identity.Pin != other.Pin);
        Assert.False(_identity.Pin.Matches(other.Certificate));
        Assert.False(_identity.Pin.Matches(null));
        Assert.False(default(TlsPin).Matches(_identity.Certificate));
    }

    [Fact]
    public void Pin_TextForm_ReadsBack()
    {
        Assert.True(TlsPin.TryParse(_identity.Pin.ToString(), out TlsPin pin));
        Assert.Equal(_identity.Pin, pin);
        Assert.False(TlsPin.TryParse(_identity.Pin + " ", out _));
        Assert.False(TlsPin.TryParse(null, out _));
    }

    [Fact]
    public void Import_BrokenFiles_ThrowFormatExceptionWithoutTheContent()
    {
        using RSA rsa = RSA.Create(2048);
        CertificateRequest request = new("CN=rsa", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 foreign = request.CreateSelfSigned(Start, Start.AddDays(1));
        string[] texts =
        [
            "",
            OpenSslKey,
            OpenSslCertificate,
            OpenSslCertificate + OpenSslKey, // no line between the blocks
            $"{_identity.ExportCertificate()}{OpenSslKey}",
            $"{OpenSslCertificate}\n{OpenSslCertificate}\n{OpenSslKey}",
            $"{OpenSslCertificate.Replace("MIIB", "MIIC", StringComparison.Ordinal)}\n{OpenSslKey}",
            $"{foreign.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}",
        ];
        foreach (string text in texts)
        {
            FormatException e = Assert.Throws<FormatException>(() => TlsIdentity.Import(text));
            Assert.DoesNotContain("MIGHAgEA", e.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ToString_HoldsNoKeyMaterial()
    {
        Assert.Contains(_identity.Pin.ToString(), _identity.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", _identity.ToString(), StringComparison.Ordinal);
    }
}
