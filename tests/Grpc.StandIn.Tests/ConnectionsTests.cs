using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.StandIn.Tests;

public sealed class ConnectionsTests
{
    private static CancellationToken Patience => new CancellationTokenSource(EchoServer.Patience).Token;

    [Fact]
    public async Task Channel_ServerComesBack_CallsAgain()
    {
        EchoServer first = await EchoServer.StartAsync();
        using GrpcChannel channel = first.Connect();
        var client = new Echo.EchoClient(channel);
        await client.SayAsync(new Note(), cancellationToken: Patience);
        await first.DisposeAsync();
        // The first call may still meet the connection that is closing, which is Internal with the real package too. The next finds none.
        await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new Note(), cancellationToken: Patience));
        var gone = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new Note(), cancellationToken: Patience));
        Assert.Equal(StatusCode.Unavailable, gone.StatusCode);
        await using EchoServer second = await EchoServer.StartAsync(port: first.Port);
        Assert.Equal("again", (await client.SayAsync(new Note { Text = "again" }, cancellationToken: Patience)).Text);
    }

    [Fact]
    public async Task Stream_ServerStops_IsUnavailable()
    {
        EchoServer server = await EchoServer.StartAsync();
        using GrpcChannel channel = server.Connect();
        using var call = new Echo.EchoClient(channel).Chat(cancellationToken: Patience);
        await call.ResponseHeadersAsync;
        Task<bool> read = call.ResponseStream.MoveNext();
        await server.DisposeAsync();
        var lost = await Assert.ThrowsAsync<RpcException>(() => read);
        Assert.Equal(StatusCode.Unavailable, lost.StatusCode);
    }

    [Fact]
    public async Task Channel_Disposed_EndsItsCalls()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        GrpcChannel channel = server.Connect();
        var client = new Echo.EchoClient(channel);
        Task<Note> call = client.SayAsync(new Note { Text = "hang" }, cancellationToken: Patience).ResponseAsync;
        await server.Log.Started.Task.WaitAsync(EchoServer.Patience);
        channel.Dispose();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        await server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.SayAsync(new Note()));
    }

    [Fact]
    public async Task Writes_NobodyReads_WaitUntilSomeoneDoes()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using GrpcChannel channel = server.Connect();
        using var call = new Echo.EchoClient(channel).Chat(cancellationToken: Patience);
        var note = new Note { Payload = ByteString.CopyFrom(new byte[1 << 20]) };
        int written = 0;
        Task write = Task.CompletedTask;
        // Both directions together hold some tens of MiB.
        while (write.IsCompletedSuccessfully && ++written < 200)
        {
            write = call.RequestStream.WriteAsync(note);
            await Task.WhenAny(write, Task.Delay(1000));
        }

        Assert.InRange(written, 1, 199);
        int read = 0;
        while (read < written && await call.ResponseStream.MoveNext())
            read++;
        await write;
        Assert.Equal(written, read);
    }

    [Fact]
    public async Task Watch_UntilTheServerStops_SaysSo()
    {
        EchoServer server = await EchoServer.StartAsync();
        using GrpcChannel channel = server.Connect();
        using var watch = new Health.V1.Health.HealthClient(channel).Watch(new HealthCheckRequest(), cancellationToken: Patience);
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        ValueTask stop = server.DisposeAsync();
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        await stop;
    }

    [Fact]
    public async Task Check_UnknownService_IsNotFound()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        using GrpcChannel channel = server.Connect();
        var client = new Health.V1.Health.HealthClient(channel);
        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest { Service = "sick" }, cancellationToken: Patience)).Status);
        var unknown = await Assert.ThrowsAsync<RpcException>(
            async () => await client.CheckAsync(new HealthCheckRequest { Service = "none" }, cancellationToken: Patience));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task ServiceOptions_StartAsTheSharedOnes_AndDiffer()
    {
        await using EchoServer server = await EchoServer.StartAsync(options => options.MaxSendMessageSize = 1000);
        using GrpcChannel channel = server.Connect();
        var client = new Echo.EchoClient(channel);
        var detailed = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new Note { Text = "crash" }, cancellationToken: Patience));
        Assert.Equal("Exception was thrown by handler. InvalidOperationException: secret value 42", detailed.Status.Detail);
        var large = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new Note { Text = "large", Count = 1001 }, cancellationToken: Patience));
        Assert.Equal(StatusCode.ResourceExhausted, large.StatusCode);
    }
}
