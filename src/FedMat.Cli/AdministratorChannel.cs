using FedMat.Crypto;
using FedMat.Node;
using Grpc.Net.Client;

namespace FedMat.Cli;

/// <summary>How an administrator's commands reach the coordinator: mutual TLS 1.3, each side known by its pin.</summary>
internal static class AdministratorChannel
{
    /// <summary>What a call waits for its answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    /// <param name="coordinator">Its address.</param>
    /// <param name="identity">The caller's certificate.</param>
    /// <param name="coordinatorPin">The coordinator's.</param>
    /// <param name="proxy">How the connection leaves the site; null for directly.</param>
    public static GrpcChannel To(Uri coordinator, TlsIdentity identity, TlsPin coordinatorPin, CoordinatorProxy? proxy = null) => GrpcChannel.ForAddress(coordinator, new GrpcChannelOptions
    {
        HttpHandler = CoordinatorHandler.Create(identity, coordinatorPin, proxy ?? CoordinatorProxy.None),
        DisposeHttpClient = true,
    });

    public static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + AnswerWithin;
}
