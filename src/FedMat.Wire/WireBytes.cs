using FedMat.Crypto;
using FedMat.Protocol;
using Google.Protobuf;

namespace FedMat.Wire;

/// <summary>Identifiers and documents as bytes of a message. What does not fit its form is refused with FM107.</summary>
public static class WireBytes
{
    public static ByteString ToBytes(this Digest value) => ByteString.CopyFrom(value.ToArray());

    public static ByteString ToBytes(this StudyId value) => value.Value.ToBytes();

    public static ByteString ToBytes(this ReleaseId value) => value.Value.ToBytes();

    public static ByteString ToBytes(this MemberId value) => ByteString.CopyFrom(value.ToArray());

    public static ByteString ToBytes<T>(this Signed<T> document)
        where T : class, IDocument => ByteString.CopyFrom(document.ToJson());

    /// <param name="bytes">32 bytes.</param>
    /// <param name="field">Names the field in the refusal.</param>
    public static Digest ToDigest(this ByteString bytes, string field) => bytes.Length == Digest.Size
        ? Digest.FromBytes(bytes.Span)
        : throw Malformed($"'{field}' has {bytes.Length} bytes, not {Digest.Size}");

    public static StudyId ToStudy(this ByteString bytes) => new(bytes.ToDigest("study"));

    /// <summary>Null for no bytes at all.</summary>
    public static ReleaseId? ToRelease(this ByteString bytes) => bytes.IsEmpty ? null : new ReleaseId(bytes.ToDigest("release"));

    public static MemberId ToMember(this ByteString bytes) => bytes.Length == MemberId.Size
        ? MemberId.FromBytes(bytes.Span)
        : throw Malformed($"'member' has {bytes.Length} bytes, not {MemberId.Size}");

    /// <summary>Reads a signed document. Whose signature it bears is the caller's question.</summary>
    /// <param name="bytes">JSON.</param>
    /// <param name="broken">The refusal of a document that breaks its own rules.</param>
    public static Signed<T> ToDocument<T>(this ByteString bytes, RefusalCode broken = RefusalCode.Malformed)
        where T : class, IDocument
    {
        try
        {
            return Signed<T>.Parse(bytes.Span);
        }
        catch (FormatException error)
        {
            throw new RefusedException(broken, error.Message, error);
        }
    }

    internal static RefusedException Malformed(string what) => new(RefusalCode.Malformed, what);
}
