using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Reads length-prefixed messages from the body of a request.</summary>
internal static class PipeMessages
{
    /// <summary>The next message, or null at the end of the body.</summary>
    /// <exception cref="RpcException">The message is too long, compressed or cut short.</exception>
    public static async Task<T?> ReadMessageAsync<T>(
        this PipeReader body, HttpServerCallContext call, Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken);
            SequencePosition consumed = read.Buffer.Start;
            SequencePosition examined = read.Buffer.End;
            try
            {
                if (Payload(read.Buffer, call.Options.MaxReceiveMessageSize) is { } payload)
                {
                    consumed = examined = payload.End;
                    GrpcServerLog.DeserializingMessage(call.Logger, (int)payload.Length, typeof(T));
                    return deserializer(new MessagePayload(payload));
                }

                if (read.IsCompleted)
                    return read.Buffer.IsEmpty ? null : throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
            }
            finally
            {
                body.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>The only message of the body.</summary>
    public static async Task<T> ReadOnlyMessageAsync<T>(
        this PipeReader body, HttpServerCallContext call, Func<DeserializationContext, T> deserializer)
        where T : class
    {
        T message = await body.ReadMessageAsync(call, deserializer, CancellationToken.None)
            ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        return await body.ReadMessageAsync(call, deserializer, CancellationToken.None) is null
            ? message
            : throw new RpcException(new Status(StatusCode.Internal, "Additional data after the message received."));
    }

    private static ReadOnlySequence<byte>? Payload(ReadOnlySequence<byte> buffer, int? limit)
    {
        if (buffer.Length < MessageWriter.HeaderSize)
            return null;
        Span<byte> header = stackalloc byte[MessageWriter.HeaderSize];
        buffer.Slice(0, MessageWriter.HeaderSize).CopyTo(header);
        int length = MessagePayload.ReadLength(header, limit);
        return buffer.Length - MessageWriter.HeaderSize < length ? null : buffer.Slice(MessageWriter.HeaderSize, length);
    }
}
