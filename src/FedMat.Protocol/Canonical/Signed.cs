using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>A document with its signature. What is signed is the document's tag and its canonical bytes.</summary>
/// <typeparam name="T">A roster, a plan, a release manifest.</typeparam>
public sealed record Signed<T>
    where T : class, IDocument
{
    [JsonConstructor]
    public Signed(T content, string signature)
    {
        Content = content;
        Signature = signature;
    }

    public T Content { get; }

    /// <summary>Ed25519, 64 bytes, in base64.</summary>
    public string Signature { get; }

    /// <summary>SHA-256 of the content's canonical bytes.</summary>
    [JsonIgnore]
    public Digest Hash => Digest.Of(CanonicalJson.Write(Content));

    public static Signed<T> Sign(T content, SigningKey key) =>
        new(content, Convert.ToBase64String(key.Sign(Body(content))));

    public bool IsSignedBy(VerifyingKey key)
    {
        Span<byte> signature = stackalloc byte[SigningKey.SignatureSize];
        return Convert.TryFromBase64String(Signature, signature, out int length)
            && key.Verifies(Body(Content), signature[..length]);
    }

    public byte[] ToJson() => CanonicalJson.Write(this);

    public byte[] ToIndentedJson() => CanonicalJson.WriteIndented(this);

    /// <exception cref="FormatException">The bytes are no such document. A good signature is a question of its own.</exception>
    public static Signed<T> Parse(ReadOnlySpan<byte> json)
    {
        Signed<T> signed = CanonicalJson.Read<Signed<T>>(json);
        signed.Content.Validate();
        return signed;
    }

    private static byte[] Body(T content) => new CanonicalWriter(T.Tag).Bytes(CanonicalJson.Write(content)).ToArray();
}
