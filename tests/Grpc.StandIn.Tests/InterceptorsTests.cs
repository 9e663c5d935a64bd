using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIn.Tests;

public sealed class InterceptorsTests
{
    private static CancellationToken Patience => new CancellationTokenSource(EchoServer.Patience).Token;

    [Fact]
    public async Task Server_TwoInterceptors_FirstIsOutermost()
    {
        await using EchoServer server = await EchoServer.StartAsync(options =>
        {
            options.Interceptors.Add<Surround>("(");
            options.Interceptors.Add<Surround>("[");
        });
        using GrpcChannel channel = server.Connect();
        Note answer = await new Echo.EchoClient(channel).SayAsync(new Note { Text = "x" }, cancellationToken: Patience);
        Assert.Equal("([x", answer.Text);
    }

    [Fact]
    public async Task Server_InterceptorOfStreams_SeesThem()
    {
        await using EchoServer server = await EchoServer.StartAsync(options => options.Interceptors.Add<Refuse>());
        using GrpcChannel channel = server.Connect();
        var client = new Echo.EchoClient(channel);
        using var scatter = client.Scatter(new Note { Count = 1 }, cancellationToken: Patience);
        using var gather = client.Gather(cancellationToken: Patience);
        using var chat = client.Chat(cancellationToken: Patience);
        var refusals = new[]
        {
            await Assert.ThrowsAsync<RpcException>(() => scatter.ResponseStream.MoveNext()),
            await Assert.ThrowsAsync<RpcException>(() => gather.ResponseAsync),
            await Assert.ThrowsAsync<RpcException>(() => chat.ResponseStream.MoveNext()),
        };
        Assert.All(refusals, refused => Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode));
    }

    [Fact]
    public async Task Client_Interceptors_AddMetadataInOrder()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using GrpcChannel channel = server.Connect();
        var client = new Echo.EchoClient(channel.Intercept(new AddText("a"), new AddText("b")));
        var call = client.SayAsync(new Note { Text = "metadata" }, cancellationToken: Patience);
        await call;
        Assert.Equal("ab", call.GetTrailers().GetValue("text"));
    }

    [Fact]
    public async Task Logs_OfBothSides_HaveNoContent()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using var factory = new LoggerFactory([server.Lines]);
        using GrpcChannel channel = server.Connect(new GrpcChannelOptions { LoggerFactory = factory });
        await new Echo.EchoClient(channel).SayAsync(new Note { Text = "1.43 eV, GaAs" }, cancellationToken: Patience);
        await server.Lines.SeenAsync(l => l.Category == "Grpc.Net.Client.Internal.GrpcCall" && l.Text == "Finished gRPC call.", Patience);
        Assert.DoesNotContain(server.Lines.All, l => l.Text.Contains("GaAs", StringComparison.Ordinal));
    }

    private sealed class Surround(string mark) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            TResponse response = await continuation(request, context);
            if (response is Note note)
                note.Text = mark + note.Text;
            return response;
        }
    }

    private sealed class Refuse : Interceptor
    {
        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation) => throw Denied();

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation) => throw Denied();

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) => throw Denied();

        private static RpcException Denied() => new(new Status(StatusCode.PermissionDenied, ""));
    }

    private sealed class AddText(string text) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            string before = context.Options.Headers?.GetValue("text") ?? "";
            CallOptions options = context.Options.WithHeaders(new Metadata { { "text", before + text } });
            return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }
}
