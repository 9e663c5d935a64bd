using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts gRPC services on the routes of an application.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps each method of the generated base of <typeparamref name="TService"/> to its path.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        MappedServices mapped = builder.ServiceProvider.GetService<MappedServices>()
            ?? throw new InvalidOperationException("Unable to find the required services. Call AddGrpc on the service collection first.");
        return new GrpcServiceEndpointConventionBuilder(ServiceRoutes.Map<TService>(builder, mapped));
    }
}
