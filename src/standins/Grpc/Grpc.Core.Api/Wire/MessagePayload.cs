using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Core.Wire;

/// <summary>The received bytes of one message, and the reading of the header before them.</summary>
internal sealed class MessagePayload(ReadOnlySequence<byte> payload) : DeserializationContext
{
    public override int PayloadLength => (int)payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;

    /// <summary>The length in a five-byte header.</summary>
    /// <exception cref="RpcException">The message is compressed, which is not supported, or longer than <paramref name="limit"/>.</exception>
    public static int ReadLength(ReadOnlySpan<byte> header, int? limit)
    {
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] > 1)
            throw new RpcException(new Status(StatusCode.Internal, "Unexpected compressed flag value in message header."));
        if (header[0] == 1)
            throw new RpcException(new Status(StatusCode.Unimplemented, "Unsupported grpc-encoding value. Supported encodings: identity"));
        if (length > (limit ?? int.MaxValue))
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
        return (int)length;
    }
}
