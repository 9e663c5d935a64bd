using FedMat.Protocol;
using Google.Protobuf;

namespace FedMat.Wire;

/// <summary>Bodies of the secure sum to bytes of a message and back. What does not fit its form is refused with FM107.</summary>
public static class SumMessages
{
    public static ByteString ToByteString<T>(this SignedMessage<T> message)
        where T : class, ISumMessage<T> => UnsafeByteOperations.UnsafeWrap(message.ToBytes());

    /// <summary>A body that proves itself by what it carries.</summary>
    public static ByteString ToBody<T>(this T message)
        where T : class, ISumMessage<T> => UnsafeByteOperations.UnsafeWrap(SumMessage.Body(message));

    /// <summary>Whose signature it bears is the caller's question.</summary>
    public static SignedMessage<T> ToSigned<T>(this ByteString bytes)
        where T : class, ISumMessage<T> => Read(() => SignedMessage<T>.Parse(bytes.Span));

    public static T ToBody<T>(this ByteString bytes)
        where T : class, ISumMessage<T> => Read(() => SumMessage.Read<T>(bytes.Span));

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.Malformed, error.Message, error);
        }
    }
}
