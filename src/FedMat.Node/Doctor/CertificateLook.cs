using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>A look at the certificate that stands at the coordinator's address. Nothing is said there, and no certificate of this node is shown.</summary>
internal sealed class CertificateLook
{
    private const string Check = "certificate pin";

    private CertificateLook(byte[]? shown, bool hasTls13, Exception? failure)
    {
        Shown = shown;
        HasTls13 = hasTls13;
        Failure = failure;
    }

    /// <summary>Null where none was shown.</summary>
    private byte[]? Shown { get; }

    private bool HasTls13 { get; }

    private Exception? Failure { get; }

    /// <param name="coordinator">Where.</param>
    /// <param name="proxy">Through which proxy.</param>
    /// <param name="within">The bound of each of the two tries.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static async Task<CertificateLook> TakeAsync(Uri coordinator, CoordinatorProxy proxy, TimeSpan within, CancellationToken cancellation)
    {
        (byte[]? shown, Exception? failure) = await ConnectAsync(coordinator, proxy, SslProtocols.Tls13, within, cancellation).ConfigureAwait(false);
        if (shown is not null || failure is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            return new CertificateLook(shown, hasTls13: shown is not null, failure);
        // Who is it that knows no TLS 1.3? The coordinator does.
#pragma warning disable CA5398 // An older version is offered for a look, and nothing is ever said over it.
        (byte[]? older, _) = await ConnectAsync(coordinator, proxy, SslProtocols.Tls12, within, cancellation).ConfigureAwait(false);
#pragma warning restore CA5398
        return new CertificateLook(older, hasTls13: false, failure);
    }

    public Diagnosis Judge(Uri coordinator, Roster roster)
    {
        if (Shown is null)
            return NoCertificate(coordinator);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Shown);
        if (ProxyObstacle.IsResigned(certificate))
            return new Diagnosis("TLS", Health.Problem, ProxyObstacle.Resigned(certificate, coordinator).ToString(), "send the text in quotation marks to your IT department");
        if (!roster.Coordinator.Pin.Matches(certificate))
        {
            return new Diagnosis(
                Check, Health.Problem, $"another certificate is shown: subject '{certificate.Subject}', issuer '{certificate.Issuer}', pin {TlsPin.Of(certificate)}; roster {roster.Number} pins {roster.Coordinator.Pin}",
                "correct the setting 'coordinator', or ask the administrator for the newest roster");
        }

        return HasTls13
            ? Diagnosis.Ok("TLS", $"version 1.3, and the certificate is the one that roster {roster.Number} pins")
            : new Diagnosis("TLS", Health.Problem, "the coordinator's certificate is shown, but not over TLS 1.3", "ask the administrator");
    }

    private Diagnosis NoCertificate(Uri coordinator)
    {
        if (Failure is not null && ProxyObstacle.Of(Failure, coordinator) is { } obstacle)
            return new Diagnosis("proxy", Health.Problem, obstacle.ToString(), "what the line says");
        return new Diagnosis(
            "TLS", Health.Problem, $"no TLS connection comes about: {Failure?.GetBaseException().Message ?? "no certificate was shown"}",
            $"is {coordinator.Authority} the coordinator's port for nodes? If so: {ProxyObstacle.ForIt(coordinator)}");
    }

    private static async Task<(byte[]? Shown, Exception? Failure)> ConnectAsync(
        Uri coordinator, CoordinatorProxy proxy, SslProtocols version, TimeSpan within, CancellationToken cancellation)
    {
        byte[]? shown = null;
        using SocketsHttpHandler handler = CoordinatorHandler.Create(
            own: null,
            certificate =>
            {
                shown = certificate?.RawData;
                return false;
            },
            proxy);
        handler.SslOptions.EnabledSslProtocols = version;
        using HttpMessageInvoker http = new(handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Head, coordinator) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancellation).WaitAsync(within, cancellation).ConfigureAwait(false);
            return (shown, null);
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException or IOException)
        {
            return (shown, error);
        }
    }
}
