using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Wire;

namespace FedMat.Node;

/// <summary>
/// The one maker of connections to a coordinator: TLS 1.3 with the caller's own certificate, nothing said to a server that the caller does not
/// know by its certificate, directly or through a proxy.
/// </summary>
public static class CoordinatorHandler
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    /// <param name="own">The caller's certificate with its key.</param>
    /// <param name="pin">The coordinator's.</param>
    /// <param name="proxy">How the connection leaves the site.</param>
    public static SocketsHttpHandler Create(TlsIdentity own, TlsPin pin, CoordinatorProxy proxy) => Create(own, pin.Matches, proxy);

    /// <param name="own">The caller's certificate with its key; null to show none.</param>
    /// <param name="isCoordinator">Whether a certificate is the coordinator's. Called for each connection, before a word is said.</param>
    /// <param name="proxy">How the connection leaves the site.</param>
    public static SocketsHttpHandler Create(TlsIdentity? own, Func<X509Certificate2?, bool> isCoordinator, CoordinatorProxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return new SocketsHttpHandler
        {
            ConnectTimeout = ConnectWithin,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            // A chunk fits, so that a transfer does not begin with waiting.
            InitialHttp2StreamWindowSize = WireLimits.ChunkBytes,
            UseProxy = proxy.Web is not null,
            Proxy = proxy.Web,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = own is null ? null : [own.Certificate],
                // The pin is the whole of the trust: names, dates and issuers of self-signed certificates prove nothing.
                RemoteCertificateValidationCallback = (_, certificate, _, _) => isCoordinator(certificate as X509Certificate2),
            },
        };
    }
}
