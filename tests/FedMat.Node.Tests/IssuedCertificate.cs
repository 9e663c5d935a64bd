using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedMat.Node.Tests;

/// <summary>A server's certificate that an authority made, as proxies do which open TLS.</summary>
internal static class IssuedCertificate
{
    private static readonly DateTimeOffset From = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Create(string host, string issuer)
    {
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new($"CN=inspection root, O={issuer}", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = authority.CreateSelfSigned(From, Until);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={host}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 bare = request.Create(root, From, Until, [1, 2, 3, 4]);
        return bare.CopyWithPrivateKey(key);
    }
}
