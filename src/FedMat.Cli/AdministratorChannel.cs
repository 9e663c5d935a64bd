using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using Grpc.Net.Client;

namespace FedMat.Cli;

/// <summary>How an administrator's commands reach the coordinator: mutual TLS 1.3, each side known by its pin.</summary>
internal static class AdministratorChannel
{
    /// <summary>What a call waits for its answer, and a connection for the coordinator.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    public static GrpcChannel To(Uri coordinator, TlsIdentity identity, TlsPin coordinatorPin)
    {
        SocketsHttpHandler handler = new() { ConnectTimeout = AnswerWithin };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        handler.SslOptions.ClientCertificates = [identity.Certificate];
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate is X509Certificate2 shown && coordinatorPin.Matches(shown);
        return GrpcChannel.ForAddress(coordinator, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    public static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + AnswerWithin;
}
