using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Starts a <see cref="GrpcCall{TRequest,TResponse}"/> for each call of a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using AsyncUnaryCall<TResponse> call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        Task<TResponse> response = call.StartForOne(new RequestContent<TRequest, TResponse>(call, request));
        return new AsyncUnaryCall<TResponse>(response, call.ResponseHeaders, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        ResponseReader<TRequest, TResponse> reader = call.StartForMany(new RequestContent<TRequest, TResponse>(call, request));
        return new AsyncServerStreamingCall<TResponse>(reader, call.ResponseHeaders, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        var writer = new RequestWriter<TRequest, TResponse>(call);
        Task<TResponse> response = call.StartForOne(new RequestStreamContent<TRequest, TResponse>(writer));
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            writer, response, call.ResponseHeaders, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        var writer = new RequestWriter<TRequest, TResponse>(call);
        ResponseReader<TRequest, TResponse> reader = call.StartForMany(new RequestStreamContent<TRequest, TResponse>(writer));
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            writer, reader, call.ResponseHeaders, call.GetStatus, call.GetTrailers, call.Dispose);
    }
}
