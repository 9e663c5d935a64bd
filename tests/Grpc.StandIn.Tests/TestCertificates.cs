using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Grpc.StandIn.Tests;

/// <summary>A self-signed certificate for each side, as PEM files too, and TLS 1.3 that takes exactly these.</summary>
public sealed class TestCertificates : IDisposable
{
    public TestCertificates()
    {
        Folder = Directory.CreateTempSubdirectory("grpc-tls-").FullName;
        Server = Create("server");
        Client = Create("client");
    }

    public string Folder { get; }

    public X509Certificate2 Server { get; }

    public X509Certificate2 Client { get; }

    public void Require(ListenOptions listen) => listen.UseHttps(https =>
    {
        https.ServerCertificate = Server;
        https.SslProtocols = SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => certificate.RawData.AsSpan().SequenceEqual(Client.RawData);
    });

    public GrpcChannelOptions Options(X509Certificate2? client = null, X509Certificate2? server = null) => new()
    {
        HttpHandler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = [client ?? Client],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => client ?? Client,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate!.GetRawCertData().AsSpan().SequenceEqual((server ?? Server).RawData),
            },
        },
        DisposeHttpClient = true,
    };

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private X509Certificate2 Create(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(Folder, $"{name}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
