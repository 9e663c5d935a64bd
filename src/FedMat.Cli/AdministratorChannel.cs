using FedMat.Crypto;
using FedMat.Node;
using Grpc.Net.Client;

namespace FedMat.Cli;

/// <summary>How an administrator's commands reach the coordinator: mutual TLS 1.3, each side known by its pin.</summary>
internal static class AdministratorChannel
{
    /// <summary>What a call waits for its answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    public static GrpcChannel To(Uri coordinator, TlsIdentity identity, TlsPin coordinatorPin) => GrpcChannel.ForAddress(coordinator, new GrpcChannelOptions
    {
        HttpHandler = CoordinatorHandler.Create(identity, coordinatorPin, CoordinatorProxy.None),
        DisposeHttpClient = true,
    });

    public static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + AnswerWithin;
}
