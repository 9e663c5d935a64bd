using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What happens around every method of a service: checks, activation, the end of the call.</summary>
internal sealed class ServiceCall<TService>(GrpcServiceOptions options, ILogger logger)
    where TService : class
{
    private static readonly ObjectFactory<TService> s_factory = ActivatorUtilities.CreateFactory<TService>([]);

    /// <summary>Serves one method through its interceptors, outermost first.</summary>
    public delegate Task Method(HttpServerCallContext call, TService service, IReadOnlyList<Interceptor> interceptors);

    public async Task ServeAsync(HttpContext http, MethodType type, Method method)
    {
        if (!IsServable(http))
            return;
        http.Response.ContentType = Headers.ContentType;
        if (type is MethodType.ClientStreaming or MethodType.DuplexStreaming)
            LiftBodyLimits(http);
        await using var call = new HttpServerCallContext(http, options, logger);
        call.StartDeadline();
        var owned = new Stack<object>();
        try
        {
            TService service = Activate(http.RequestServices, owned);
            List<Interceptor> interceptors = [.. options.Interceptors.Select(i => Activate(i, http.RequestServices, owned))];
            await method(call, service, interceptors);
            call.End();
        }
        catch (Exception e)
        {
            call.EndWithFailure(e);
        }
        finally
        {
            foreach (object instance in owned)
                await DisposeAsync(instance);
        }
    }

    private bool IsServable(HttpContext http)
    {
        if (!Headers.IsGrpc(http.Request.ContentType))
        {
            GrpcServerLog.UnsupportedRequestContentType(logger, http.Request.ContentType);
            http.Response.Refuse(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{http.Request.ContentType}' is not supported.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            GrpcServerLog.UnsupportedRequestProtocol(logger, http.Request.Protocol);
            http.Response.Refuse(StatusCodes.Status426UpgradeRequired, $"Request protocol '{http.Request.Protocol}' is not supported.");
            http.Response.Headers.Upgrade = "HTTP/2";
            return false;
        }

        return true;
    }

    // A stream may rest, and its length is nobody's business; each message has its own limit.
    private static void LiftBodyLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private static TService Activate(IServiceProvider services, Stack<object> owned)
    {
        if (services.GetService<TService>() is { } registered)
            return registered;
        TService service = s_factory(services, []);
        owned.Push(service);
        return service;
    }

    private static Interceptor Activate(InterceptorRegistration registration, IServiceProvider services, Stack<object> owned)
    {
        (Interceptor interceptor, bool isOwned) = registration.Activate(services);
        if (isOwned)
            owned.Push(interceptor);
        return interceptor;
    }

    private static async ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable slow)
            await slow.DisposeAsync();
        else
            (instance as IDisposable)?.Dispose();
    }
}
