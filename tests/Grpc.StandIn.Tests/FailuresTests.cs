using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIn.Tests;

public sealed class FailuresTests : IAsyncLifetime
{
    private EchoServer _server = null!;
    private GrpcChannel _channel = null!;
    private Echo.EchoClient _client = null!;

    private static CancellationToken Patience => new CancellationTokenSource(EchoServer.Patience).Token;

    public async Task InitializeAsync()
    {
        _server = await EchoServer.StartAsync();
        _channel = _server.Connect();
        _client = new Echo.EchoClient(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("fail", StatusCode.FailedPrecondition, "Zn:100% – nicht möglich\n")]
    [InlineData("crash", StatusCode.Unknown, "Exception was thrown by handler.")]
    [InlineData("null", StatusCode.Cancelled, "No message returned from method.")]
    public async Task Unary_MethodFails_StatusArrives(string text, StatusCode code, string detail)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = text }, cancellationToken: Patience));
        Assert.Equal(code, refused.StatusCode);
        Assert.Equal(detail, refused.Status.Detail);
    }

    [Fact]
    public async Task Crash_WithPrivateText_IsLoggedAndNotSent()
    {
        await Assert.ThrowsAsync<RpcException>(async () => await _client.SayAsync(new Note { Text = "crash" }, cancellationToken: Patience));
        await _server.Lines.SeenAsync(l => l.Category == "Grpc.AspNetCore.Server.ServerCallHandler" && l.Level == LogLevel.Error, Patience);
    }

    [Fact]
    public async Task Deadline_Passed_EndsBothSides()
    {
        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "hang" }, deadline: DateTime.UtcNow.AddMilliseconds(300)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await _server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
    }

    [Fact]
    public async Task Deadline_OnlyTheServerKeeps_ArrivesAsTrailers()
    {
        var late = await Assert.ThrowsAsync<RpcException>(async () => await SayByHandAsync("hang", "200m"));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await _server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
    }

    [Fact]
    public async Task Deadline_AlreadyOver_NeverReachesTheServer()
    {
        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "hang" }, deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.False(_server.Log.Started.Task.IsCompleted);
    }

    [Fact]
    public async Task Deadline_None_IsMaxValueOnTheServer() =>
        Assert.Equal("none", (await _client.SayAsync(new Note { Text = "deadline" }, cancellationToken: Patience)).Text);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_WhileTheServerWorks_EndsBothSides(bool asCancellation)
    {
        using var channel = _server.Connect(new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = asCancellation });
        using var giveUp = new CancellationTokenSource();
        var call = new Echo.EchoClient(channel).SayAsync(new Note { Text = "hang" }, cancellationToken: giveUp.Token);
        await _server.Log.Started.Task.WaitAsync(EchoServer.Patience);
        await giveUp.CancelAsync();
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync.WaitAsync(EchoServer.Patience));
        if (asCancellation)
            Assert.Equal(giveUp.Token, Assert.IsAssignableFrom<OperationCanceledException>(thrown).CancellationToken);
        else
            Assert.Equal(StatusCode.Cancelled, Assert.IsType<RpcException>(thrown).StatusCode);
        await _server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
    }

    [Fact]
    public async Task Read_Cancelled_EndsTheStream()
    {
        using var call = _client.Scatter(new Note { Text = "hang", Count = 1 });
        Assert.True(await call.ResponseStream.MoveNext(Patience));
        using var giveUp = new CancellationTokenSource();
        Task<bool> read = call.ResponseStream.MoveNext(giveUp.Token);
        await giveUp.CancelAsync();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => read.WaitAsync(EchoServer.Patience));
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        await _server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
    }

    [Fact]
    public async Task ServerEndsEarly_ClientStillWrites_WritesFailWithItsStatus()
    {
        using var call = _client.Gather();
        await call.RequestStream.WriteAsync(new Note { Text = "enough" }).WaitAsync(EchoServer.Patience);
        var early = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(EchoServer.Patience));
        Assert.Equal(StatusCode.OutOfRange, early.StatusCode);
        var write = await Assert.ThrowsAsync<RpcException>(
            () => call.RequestStream.WriteAsync(new Note { Text = "more" }).WaitAsync(EchoServer.Patience));
        Assert.Equal(StatusCode.OutOfRange, write.StatusCode);
    }

    [Fact]
    public async Task Messages_OverTheLimits_AreRefused()
    {
        var large = new Note { Payload = ByteString.CopyFrom(new byte[4 * 1024 * 1024]) };
        var request = await Assert.ThrowsAsync<RpcException>(async () => await _client.SayAsync(large, cancellationToken: Patience));
        Assert.Equal(StatusCode.ResourceExhausted, request.StatusCode);
        var response = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "large", Count = 4 * 1024 * 1024 }, cancellationToken: Patience));
        Assert.Equal(StatusCode.ResourceExhausted, response.StatusCode);
        using var channel = _server.Connect(new GrpcChannelOptions { MaxSendMessageSize = 10 });
        var sending = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(channel).SayAsync(large, cancellationToken: Patience));
        Assert.Equal("Sending message exceeds the maximum configured message size.", sending.Status.Detail);
    }

    [Fact]
    public async Task Server_NotThere_IsUnavailable()
    {
        await _server.DisposeAsync();
        using var channel = GrpcChannel.ForAddress(_server.Address);
        var gone = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(channel).SayAsync(new Note(), cancellationToken: Patience));
        Assert.Equal(StatusCode.Unavailable, gone.StatusCode);
    }

    [Fact]
    public async Task Request_NotGrpc_IsUnsupportedMediaType()
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync($"{_server.Address}/fedmat.standin.test.Echo/Say", body, Patience);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private async Task SayByHandAsync(string text, string timeout)
    {
        byte[] message = new Note { Text = text }.ToByteArray();
        using var body = new ByteArrayContent([0, 0, 0, 0, (byte)message.Length, .. message]);
        body.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        http.DefaultRequestHeaders.TryAddWithoutValidation("grpc-timeout", timeout);
        using HttpResponseMessage response = await http.PostAsync($"{_server.Address}/fedmat.standin.test.Echo/Say", body, Patience);
        var status = response.Headers.Concat(response.TrailingHeaders).Single(h => h.Key == "grpc-status").Value.Single();
        throw new RpcException(new Status((StatusCode)int.Parse(status), ""));
    }
}
