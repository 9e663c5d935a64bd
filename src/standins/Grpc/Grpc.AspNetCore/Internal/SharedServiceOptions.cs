using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Starts the options of one service as those of all services.</summary>
internal sealed class SharedServiceOptions<TService>(IOptions<GrpcServiceOptions> shared) : IConfigureOptions<GrpcServiceOptions<TService>>
    where TService : class
{
    public void Configure(GrpcServiceOptions<TService> options)
    {
        options.MaxSendMessageSize = shared.Value.MaxSendMessageSize;
        options.MaxReceiveMessageSize = shared.Value.MaxReceiveMessageSize;
        options.EnableDetailedErrors = shared.Value.EnableDetailedErrors;
        foreach (InterceptorRegistration interceptor in shared.Value.Interceptors)
            options.Interceptors.Add(interceptor);
    }
}
