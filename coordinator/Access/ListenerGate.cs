using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedMat.Coordinator.Access;

/// <summary>
/// Keeps the two listeners apart by the socket that a connection came in by, whatever the request says in its Host header. An
/// endpoint that names no listener is on neither.
/// </summary>
internal static class ListenerGate
{
    /// <summary>Marks every connection of a listener.</summary>
    public static void Mark(this ListenOptions listener, ListenerKind kind) =>
        listener.Use(next => connection =>
        {
            connection.Features.Set(new Listener(kind));
            return next(connection);
        });

    /// <summary>Puts endpoints on one listener.</summary>
    public static TBuilder On<TBuilder>(this TBuilder endpoints, ListenerKind kind)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Listener(kind));

    /// <summary>After routing: 404 for an endpoint of the other listener.</summary>
    public static void UseListenerGate(this IApplicationBuilder app) =>
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            Listener? connection = context.Features.Get<Listener>();
            Listener? endpoint = context.GetEndpoint()?.Metadata.GetMetadata<Listener>();
            if (connection is not null && connection == endpoint)
                return next(context);
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

    private sealed record Listener(ListenerKind Kind);
}
