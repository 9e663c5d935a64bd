using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.StandIn.Tests;

/// <summary>This client against a grpcio server.</summary>
public sealed class PythonServerTests : IAsyncLifetime
{
    private PythonProcess? _python;
    private GrpcChannel _channel = null!;
    private Echo.EchoClient _client = null!;

    private static CancellationToken Patience => new CancellationTokenSource(EchoServer.Patience).Token;

    public async Task InitializeAsync()
    {
        if (PythonProcess.Missing is not null)
            return;
        (_python, int port) = await PythonProcess.StartServerAsync();
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        _client = new Echo.EchoClient(_channel);
    }

    public Task DisposeAsync()
    {
        _channel?.Dispose();
        _python?.Dispose();
        return Task.CompletedTask;
    }

    [PythonFact]
    public async Task EachShape_CalledOnPython_Answers()
    {
        Assert.Equal("hello", (await _client.SayAsync(new Note { Text = "hello" }, cancellationToken: Patience)).Text);

        using var gather = _client.Gather(cancellationToken: Patience);
        foreach (string text in new[] { "a", "b" })
            await gather.RequestStream.WriteAsync(new Note { Text = text });
        await gather.RequestStream.CompleteAsync();
        Assert.Equal("a+b", (await gather).Text);

        using var scatter = _client.Scatter(new Note { Count = 3 }, cancellationToken: Patience);
        Assert.Equal(3, await scatter.ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal("3", scatter.GetTrailers().GetValue("sent"));

        using var chat = _client.Chat(cancellationToken: Patience);
        Assert.Equal("hello", (await chat.ResponseHeadersAsync).GetValue("greeting"));
        await chat.RequestStream.WriteAsync(new Note { Text = "x" });
        Assert.True(await chat.ResponseStream.MoveNext());
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext());
    }

    [PythonFact]
    public async Task Status_FromPython_HasTextAndTrailers()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "fail" }, cancellationToken: Patience));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal("Zn:100% – nicht möglich\n", refused.Status.Detail);
        Assert.Equal("asked", refused.Trailers.GetValue("why"));
    }

    [PythonFact]
    public async Task StreamsThatFail_OnPython_EndWithItsStatus()
    {
        using var scatter = _client.Scatter(new Note { Text = "fail", Count = 2 }, cancellationToken: Patience);
        var lost = await Assert.ThrowsAsync<RpcException>(async () => await scatter.ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal(StatusCode.DataLoss, lost.StatusCode);

        using var gather = _client.Gather(cancellationToken: Patience);
        await gather.RequestStream.WriteAsync(new Note { Text = "enough" });
        var enough = await Assert.ThrowsAsync<RpcException>(async () => await gather);
        Assert.Equal(StatusCode.OutOfRange, enough.StatusCode);
    }

    [PythonFact]
    public async Task Metadata_BinaryAndText_ComesBackInTrailers()
    {
        byte[] raw = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var call = _client.SayAsync(
            new Note { Text = "metadata" }, new Metadata { { "raw-bin", raw }, { "text", "plain" } }, cancellationToken: Patience);
        await call;
        Assert.Equal(raw.Reverse(), call.GetTrailers().GetValueBytes("raw-bin"));
        Assert.Equal("plain", call.GetTrailers().GetValue("text"));
    }

    [PythonFact]
    public async Task Deadline_KnownToPython_EndsTheCall()
    {
        Note left = await _client.SayAsync(new Note { Text = "time-left" }, deadline: DateTime.UtcNow.AddSeconds(30));
        Assert.InRange(left.Count, 20_000, 30_000);
        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "hang" }, deadline: DateTime.UtcNow.AddMilliseconds(300)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.Equal("True", (await _client.SayAsync(new Note { Text = "was-cancelled" }, cancellationToken: Patience)).Text);
    }

    [PythonFact]
    public async Task Cancellation_InMidStream_ReachesPython()
    {
        using (var call = _client.Scatter(new Note { Text = "hang", Count = 1 }, cancellationToken: Patience))
            Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("True", (await _client.SayAsync(new Note { Text = "was-cancelled" }, cancellationToken: Patience)).Text);
    }

    [PythonFact]
    public async Task Response_OverFourMebibytes_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.SayAsync(new Note { Text = "large", Count = 4 * 1024 * 1024 }, cancellationToken: Patience));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Note below = await _client.SayAsync(new Note { Text = "large", Count = 4 * 1024 * 1024 - 64 }, cancellationToken: Patience);
        Assert.Equal(4 * 1024 * 1024 - 64, below.Payload.Length);
    }

    [PythonFact]
    public async Task Request_OverFourMebibytes_IsRefusedByPython()
    {
        var large = new Note { Payload = ByteString.CopyFrom(new byte[4 * 1024 * 1024]) };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _client.SayAsync(large, cancellationToken: Patience));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
    }

    [PythonFact]
    public async Task MutualTls_OfPython_Answers()
    {
        using var keys = new TestCertificates();
        var (python, port) = await PythonProcess.StartServerAsync(keys.Folder);
        using PythonProcess server = python;
        using var channel = GrpcChannel.ForAddress($"https://127.0.0.1:{port}", keys.Options());
        Note answer = await new Echo.EchoClient(channel).SayAsync(new Note { Text = "hello" }, cancellationToken: Patience);
        Assert.Equal("hello", answer.Text);
    }
}
