using System.Net;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The body of a request that is one message.</summary>
internal sealed class RequestContent<TRequest, TResponse> : HttpContent
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcCall<TRequest, TResponse> _call;
    private readonly TRequest _request;

    public RequestContent(GrpcCall<TRequest, TResponse> call, TRequest request)
    {
        _call = call;
        _request = request;
        Headers.TryAddWithoutValidation("Content-Type", Core.Wire.Headers.ContentType);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using MessageWriter message = _call.Serialize(_request);
        await stream.WriteAsync(message.Message, _call.Cancellation).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
