using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The client's stream of requests, as the service method reads it.</summary>
internal sealed class RequestReader<TRequest>(HttpServerCallContext call, Marshaller<TRequest> marshaller) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    public TRequest Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (call.IsOver)
            throw new InvalidOperationException("Can't read messages after the request is complete.");
        Current = null!;
        TRequest? message = await call.HttpContext.Request.BodyReader.ReadMessageAsync(
            call, marshaller.ContextualDeserializer, cancellationToken);
        Current = message!;
        return message is not null;
    }
}
