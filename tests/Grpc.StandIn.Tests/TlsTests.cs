using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.StandIn.Tests;

public sealed class TlsTests
{
    private static CancellationToken Patience => new CancellationTokenSource(EchoServer.Patience).Token;

    [Fact]
    public async Task PinnedCertificates_Both_CallSucceedsAndNamesThePeer()
    {
        using var keys = new TestCertificates();
        await using EchoServer server = await EchoServer.StartAsync(options => options.Interceptors.Add<NameOfPeer>(), keys.Require);
        using GrpcChannel channel = server.Connect(keys.Options());
        Note answer = await new Echo.EchoClient(channel).SayAsync(new Note { Text = "x" }, cancellationToken: Patience);
        Assert.Equal("client localhost CN=client", answer.Text);
    }

    [Fact]
    public async Task ClientCertificate_Foreign_IsUnavailable()
    {
        using var keys = new TestCertificates();
        using var other = new TestCertificates();
        await using EchoServer server = await EchoServer.StartAsync(listen: keys.Require);
        using GrpcChannel channel = server.Connect(keys.Options(client: other.Client));
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(channel).SayAsync(new Note(), cancellationToken: Patience));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task ServerCertificate_Foreign_IsRefused()
    {
        using var keys = new TestCertificates();
        using var other = new TestCertificates();
        await using EchoServer server = await EchoServer.StartAsync(listen: keys.Require);
        using GrpcChannel channel = server.Connect(keys.Options(server: other.Server));
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(channel).SayAsync(new Note(), cancellationToken: Patience));
        Assert.Contains("AuthenticationException", refused.Status.Detail);
    }

    private sealed class NameOfPeer : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            string common = context.AuthContext.FindPropertiesByName("x509_common_name").Single().Value;
            string subject = context.GetHttpContext().Connection.ClientCertificate!.Subject;
            if (request is Note note)
                note.Text = $"{common} {context.AuthContext.PeerIdentity.Single().Value} {subject}";
            return continuation(request, context);
        }
    }
}
