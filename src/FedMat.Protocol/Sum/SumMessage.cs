using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Messages of the secure sum to canonical bytes and back.</summary>
public static class SumMessage
{
    /// <summary>No list of the secure sum names more members.</summary>
    public const int MostMembers = 65_535;

    public static byte[] Body<T>(T message)
        where T : class, ISumMessage<T>
    {
        CanonicalWriter writer = new(T.Tag);
        message.Write(writer);
        return writer.ToArray();
    }

    public static Digest Hash<T>(T message)
        where T : class, ISumMessage<T> => Digest.Of(Body(message));

    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body)
        where T : class, ISumMessage<T>
    {
        CanonicalReader reader = new(body, T.Tag);
        T message = T.Read(ref reader);
        reader.End();
        return message;
    }

    public static CanonicalWriter List<T>(this CanonicalWriter writer, IReadOnlyList<SignedMessage<T>> messages)
        where T : class, ISumMessage<T>
    {
        writer.Int32(messages.Count);
        foreach (SignedMessage<T> message in messages)
            writer.Bytes(message.ToBytes());
        return writer;
    }

    /// <exception cref="FormatException">A list of something else.</exception>
    public static IReadOnlyList<SignedMessage<T>> List<T>(this ref CanonicalReader reader)
        where T : class, ISumMessage<T>
    {
        SignedMessage<T>[] messages = new SignedMessage<T>[reader.Count(MostMembers)];
        for (int i = 0; i < messages.Length; i++)
            messages[i] = SignedMessage<T>.Parse(reader.Bytes(int.MaxValue));
        return messages;
    }

    internal static CanonicalWriter Signed<T>(this CanonicalWriter writer, SignedMessage<T> message)
        where T : class, ISumMessage<T> => writer.Bytes(message.ToBytes());

    internal static SignedMessage<T> Signed<T>(this ref CanonicalReader reader)
        where T : class, ISumMessage<T> => SignedMessage<T>.Parse(reader.Bytes(int.MaxValue));
}
