using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Core.Wire;

/// <summary>
/// One length-prefixed message (gRPC over HTTP/2, "Length-Prefixed-Message"): a flag byte, never set because nothing is
/// compressed, four bytes of length, big-endian, and the payload. The buffer is rented.
/// </summary>
internal sealed class MessageWriter : SerializationContext, IBufferWriter<byte>, IDisposable
{
    public const int HeaderSize = 5;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256);
    private int _end = HeaderSize;

    /// <summary>The whole message, header included, valid until the writer is disposed.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _end);

    /// <exception cref="RpcException">The message is longer than <paramref name="limit"/>.</exception>
    public static MessageWriter Write<T>(T message, Action<T, SerializationContext> serializer, int? limit)
    {
        var writer = new MessageWriter();
        try
        {
            serializer(message, writer);
            int length = writer._end - HeaderSize;
            if (length > limit)
                throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
            writer._buffer[0] = 0;
            BinaryPrimitives.WriteInt32BigEndian(writer._buffer.AsSpan(1), length);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public override void SetPayloadLength(int payloadLength) => Reserve(payloadLength);

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete()
    {
    }

    public override void Complete(byte[] payload) => this.Write(payload);

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _end >= count)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_end + count, (int)Math.Min(2L * _buffer.Length, Array.MaxLength)));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
