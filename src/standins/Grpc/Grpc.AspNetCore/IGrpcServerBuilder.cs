using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Continues what AddGrpc began.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
