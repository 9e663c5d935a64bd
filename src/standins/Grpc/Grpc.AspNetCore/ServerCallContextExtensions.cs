using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>The HTTP side of a served call.</summary>
public static class ServerCallContextExtensions
{
    private const string HttpContextKey = "__HttpContext";

    /// <summary>The request that carries the call; a test puts its own into the user state under "__HttpContext".</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpServerCallContext served)
            return served.HttpContext;
        return serverCallContext.UserState.TryGetValue(HttpContextKey, out object? value) && value is HttpContext http
            ? http
            : throw new InvalidOperationException("This call is not served by ASP.NET Core, so it has no HttpContext.");
    }
}
