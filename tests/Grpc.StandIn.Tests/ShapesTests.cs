using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.StandIn.Tests;

public sealed class ShapesTests : IAsyncLifetime
{
    private EchoServer _server = null!;
    private GrpcChannel _channel = null!;
    private Echo.EchoClient _client = null!;

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

    [Fact]
    public async Task Unary_Text_ComesBack()
    {
        Note answer = await _client.SayAsync(new Note { Text = "hello" }).ResponseAsync.WaitAsync(EchoServer.Patience);
        Assert.Equal("hello", answer.Text);
    }

    [Fact]
    public void BlockingUnary_Text_ComesBack() => Assert.Equal("hello", _client.Say(new Note { Text = "hello" }).Text);

    [Fact]
    public async Task ClientStreaming_ThreeNotes_AreGathered()
    {
        using var call = _client.Gather();
        foreach (string text in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new Note { Text = text }).WaitAsync(EchoServer.Patience);
        await call.RequestStream.CompleteAsync();
        Assert.Equal("a+b+c", (await call.ResponseAsync.WaitAsync(EchoServer.Patience)).Text);
    }

    [Fact]
    public async Task ServerStreaming_CountOfFive_SendsFiveAndTrailer()
    {
        using var call = _client.Scatter(new Note { Text = "n", Count = 5 });
        List<int> counts = [];
        await foreach (Note note in call.ResponseStream.ReadAllAsync(new CancellationTokenSource(EchoServer.Patience).Token))
            counts.Add(note.Count);
        Assert.Equal([0, 1, 2, 3, 4], counts);
        Assert.Equal("5", call.GetTrailers().GetValue("sent"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_EachNote_IsAnsweredBeforeTheNext()
    {
        using var call = _client.Chat();
        Metadata headers = await call.ResponseHeadersAsync.WaitAsync(EchoServer.Patience);
        Assert.Equal("hello", headers.GetValue("greeting"));
        for (int i = 0; i < 3; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Count = i }).WaitAsync(EchoServer.Patience);
            Assert.True(await call.ResponseStream.MoveNext().WaitAsync(EchoServer.Patience));
            Assert.Equal(i, call.ResponseStream.Current.Count);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext().WaitAsync(EchoServer.Patience));
    }
}
