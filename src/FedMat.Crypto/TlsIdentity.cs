using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedMat.Crypto;

/// <summary>
/// A self-signed certificate with its key, ECDSA on P-256 (RFC 5280, RFC 5480), for both ends of mutual TLS. Peers trust
/// its <see cref="TlsPin"/> and nothing else about it, so it needs no authority; its file form is one PEM text with the certificate and
/// the PKCS#8 key.
/// </summary>
public sealed class TlsIdentity : IDisposable
{
    private const int LongestCommonName = 64;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1"];

    private TlsIdentity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Pin = TlsPin.Of(certificate);
    }

    /// <summary>Certificate and private key, as a TLS server or client takes it. It is disposed of with this object.</summary>
    public X509Certificate2 Certificate { get; }

    public TlsPin Pin { get; }

    /// <summary>Draws a new key and signs its certificate.</summary>
    /// <param name="subjectName">The common name: 1 to 64 characters.</param>
    /// <param name="notBefore">Start of validity; whole seconds count.</param>
    /// <param name="notAfter">End of validity.</param>
    /// <param name="hosts">DNS names and IP addresses of the server; without it localhost and 127.0.0.1.</param>
    public static TlsIdentity Create(
        string subjectName, DateTimeOffset notBefore, DateTimeOffset notAfter, IReadOnlyList<string>? hosts = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subjectName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subjectName.Length, LongestCommonName, nameof(subjectName));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName(subjectName);
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(ServerAuthentication), new Oid(ClientAuthentication)], false));
        request.CertificateExtensions.Add(NamesOf(hosts ?? ThisMachine));
        return SelfSigned(request, notBefore, notAfter);
    }

    /// <summary>Reads what <see cref="Export"/> writes.</summary>
    /// <exception cref="FormatException">The text is not one certificate and its ECDSA key; the message never quotes it.</exception>
    public static TlsIdentity Import(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        RequireOneOfEach(pem);
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new FormatException("The PEM text holds a damaged certificate, or a private key that does not belong to it.");
        }
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        if (key?.KeySize == 256)
            return new TlsIdentity(ForTls(certificate));
        certificate.Dispose();
        throw new FormatException("The certificate's key is not ECDSA on P-256.");
    }

    /// <summary>A certificate for the same key, subject and hosts with other dates: the pin stays.</summary>
    public TlsIdentity Renew(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using ECDsa key = Certificate.GetECDsaPrivateKey()!;
        CertificateRequest request = new(Certificate.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in Certificate.Extensions)
            request.CertificateExtensions.Add(extension);
        return SelfSigned(request, notBefore, notAfter);
    }

    /// <summary>Certificate and unencrypted private key as PEM text. Whoever reads it can connect as this peer.</summary>
    public string Export()
    {
        using ECDsa key = Certificate.GetECDsaPrivateKey()!;
        return $"{ExportCertificate()}{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>The certificate alone as PEM text.</summary>
    public string ExportCertificate() => $"{Certificate.ExportCertificatePem()}\n";

    public void Dispose() => Certificate.Dispose();

    /// <summary>Subject and pin, never key material.</summary>
    public override string ToString() => $"TLS identity {Certificate.Subject} with pin {Pin}";

    private static TlsIdentity SelfSigned(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (notAfter <= notBefore)
            throw new ArgumentException("The end of validity must lie after its start.", nameof(notAfter));
        return new TlsIdentity(ForTls(request.CreateSelfSigned(notBefore, notAfter)));
    }

    private static X509Extension NamesOf(IReadOnlyList<string> hosts)
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }
        return names.Build();
    }

    private static void RequireOneOfEach(string pem)
    {
        int certificates = 0, keys = 0;
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            certificates += rest[fields.Label] is "CERTIFICATE" ? 1 : 0;
            keys += rest[fields.Label] is "PRIVATE KEY" ? 1 : 0;
            rest = rest[fields.Location.End..];
        }
        if (certificates != 1 || keys != 1)
            throw new FormatException($"One CERTIFICATE and one PRIVATE KEY are needed in the PEM text; it has {certificates} and {keys}.");
    }

    // Windows' TLS takes no key that lies only in this process's memory; a trip through PKCS#12 puts it where TLS finds it.
    private static X509Certificate2 ForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(
                certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
