using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// A message of the secure sum under its signer's Ed25519 signature. It travels, and is stored, as the very bytes that were signed:
/// what is read is what was signed.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class SignedMessage<T> : IEquatable<SignedMessage<T>>
    where T : class, ISumMessage<T>
{
    private const string Envelope = "fedmat.signed.v1";
    private readonly byte[] body;
    private readonly byte[] signature;

    private SignedMessage(T content, byte[] body, byte[] signature)
    {
        Content = content;
        this.body = body;
        this.signature = signature;
    }

    public T Content { get; }

    /// <summary>SHA-256 of the signed body.</summary>
    public Digest Hash => Digest.Of(body);

    public static SignedMessage<T> Sign(T content, SigningKey key)
    {
        byte[] body = SumMessage.Body(content);
        return new(content, body, key.Sign(body));
    }

    /// <summary>Reads a message. Whose signature it bears is the caller's question.</summary>
    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static SignedMessage<T> Parse(ReadOnlySpan<byte> bytes)
    {
        CanonicalReader outer = new(bytes, Envelope);
        byte[] body = outer.Bytes(int.MaxValue).ToArray();
        byte[] signature = outer.Exactly(SigningKey.SignatureSize).ToArray();
        outer.End();
        return new(SumMessage.Read<T>(body), body, signature);
    }

    public bool IsSignedBy(VerifyingKey key) => key.Verifies(body, signature);

    public byte[] ToBytes() => new CanonicalWriter(Envelope).Bytes(body).Bytes(signature).ToArray();

    /// <summary>Equal to the last bit, the signature included.</summary>
    public bool Equals(SignedMessage<T>? other) =>
        other is not null && body.AsSpan().SequenceEqual(other.body) && signature.AsSpan().SequenceEqual(other.signature);

    public override bool Equals(object? obj) => Equals(obj as SignedMessage<T>);

    public override int GetHashCode() => Hash.GetHashCode();

    /// <summary>The kind of message and its hash: a message may carry shares.</summary>
    public override string ToString() => $"{T.Tag} {Hash.Short}";
}
