using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Finds the methods of a service through its generated base and maps them.</summary>
internal static class ServiceRoutes
{
    public static IReadOnlyList<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder routes, MappedServices mapped)
        where TService : class
    {
        IServiceProvider services = routes.ServiceProvider;
        GrpcServiceOptions options = services.GetService<IConfigureOptions<GrpcServiceOptions<TService>>>() is null
            ? services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value
            : services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");
        var binder = new RouteBinder<TService>(routes, new ServiceCall<TService>(options, logger), mapped);
        BindMethod(typeof(TService)).Invoke(null, [binder, null]);
        if (!mapped.HasFallback)
        {
            mapped.HasFallback = true;
            binder.Endpoints.Add(routes.Map(
                $"{{service}}/{{method:{GrpcRequestConstraint.Name}}}", context => GrpcResponses.Unimplemented(context, mapped)));
        }

        return binder.Endpoints;
    }

    private static MethodInfo BindMethod(Type service)
    {
        BindServiceMethodAttribute bind = service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"{service} does not derive from a generated gRPC service base.");
        return bind.BindType
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .First(m => m.Name == bind.BindMethodName && m.GetParameters() is [{ ParameterType: var first }, _] && first == typeof(ServiceBinderBase));
    }
}
