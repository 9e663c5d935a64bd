using System.Net;

namespace Grpc.Net.Client.Internal;

/// <summary>The body of a request that is a stream of messages: lends its stream to the writer until that is complete.</summary>
internal sealed class RequestStreamContent<TRequest, TResponse> : HttpContent
    where TRequest : class
    where TResponse : class
{
    private readonly RequestWriter<TRequest, TResponse> _writer;

    public RequestStreamContent(RequestWriter<TRequest, TResponse> writer)
    {
        _writer = writer;
        Headers.TryAddWithoutValidation("Content-Type", Core.Wire.Headers.ContentType);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // The headers go out now: the server may answer before the first message.
        await stream.FlushAsync().ConfigureAwait(false);
        await _writer.RunAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
