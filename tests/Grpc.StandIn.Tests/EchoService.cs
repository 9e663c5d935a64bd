using Google.Protobuf;
using Grpc.Core;

namespace Grpc.StandIn.Tests;

/// <summary>The server that tests talk to. The text of a request says what it does.</summary>
public sealed class EchoService(EchoLog log) : Echo.EchoBase
{
    public override async Task<Note> Say(Note request, ServerCallContext context)
    {
        switch (request.Text)
        {
            case "fail":
                throw new RpcException(
                    new Status(StatusCode.FailedPrecondition, "Zn:100% – nicht möglich\n"), new Metadata { { "why", "asked" } });
            case "crash":
                throw new InvalidOperationException("secret value 42");
            case "hang":
                await HangAsync(context);
                break;
            case "null":
                return null!;
            case "metadata":
                return Metadata(request, context);
            case "large":
                return new Note { Payload = ByteString.CopyFrom(new byte[request.Count]) };
            case "deadline":
                return new Note { Text = (context.Deadline == DateTime.MaxValue ? "none" : "some") };
        }

        return request;
    }

    public override async Task<Note> Gather(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        List<string> texts = [];
        await foreach (Note note in requestStream.ReadAllAsync())
        {
            if (note.Text == "enough")
                throw new RpcException(new Status(StatusCode.OutOfRange, "enough"));
            texts.Add(note.Text);
        }

        return new Note { Text = string.Join('+', texts), Count = texts.Count };
    }

    public override async Task Scatter(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < request.Count; i++)
            await responseStream.WriteAsync(new Note { Text = request.Text, Count = i, Payload = request.Payload });
        context.ResponseTrailers.Add("sent", request.Count.ToString());
        if (request.Text == "fail")
            throw new RpcException(new Status(StatusCode.DataLoss, "after the stream"));
        if (request.Text == "hang")
            await HangAsync(context);
    }

    public override async Task Chat(
        IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "greeting", "hello" } });
        await foreach (Note note in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(note);
    }

    private async Task HangAsync(ServerCallContext context)
    {
        log.Started.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            log.Cancelled.TrySetResult();
            throw;
        }
    }

    private static Note Metadata(Note request, ServerCallContext context)
    {
        byte[] bytes = context.RequestHeaders.GetValueBytes("raw-bin") ?? [];
        context.ResponseTrailers.Add("raw-bin", [.. bytes.Reverse()]);
        context.ResponseTrailers.Add("text", context.RequestHeaders.GetValue("text") ?? "");
        return request;
    }
}
