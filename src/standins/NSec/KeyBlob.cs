using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>
/// Key files: 32 raw bytes, or the same after the fixed DER header of RFC 8410 (PKCS#8 or SubjectPublicKeyInfo), or that in PEM
/// (RFC 7468) with CR LF. Such a PEM body is always a single line.
/// </summary>
internal static class KeyBlob
{
    public const int KeySize = 32;
    private const int LongestHeader = 16;

    /// <summary>Writes the blob; false when it does not fit. Either way the size it has is told.</summary>
    public static bool TryWrite(KeyBlobFormat format, byte curve, ReadOnlySpan<byte> key, Span<byte> blob, out int size)
    {
        Span<byte> der = stackalloc byte[LongestHeader + KeySize];
        try
        {
            int header = WriteHeader(format, curve, der);
            key.CopyTo(der[header..]);
            der = der[..(header + KeySize)];
            size = IsText(format) ? TextSize(format, der.Length) : der.Length;
            if (blob.Length < size)
                return false;
            if (IsText(format))
                WriteText(Label(format), der, blob);
            else
                der.CopyTo(blob);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Reads the 32 bytes of a key out of the blob; false for anything but exactly such a blob.</summary>
    public static bool TryRead(KeyBlobFormat format, byte curve, scoped ReadOnlySpan<byte> blob, Span<byte> key)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        header = header[..WriteHeader(format, curve, header)];
        Span<byte> der = stackalloc byte[LongestHeader + KeySize];
        try
        {
            if (IsText(format))
            {
                if (!TryReadText(Label(format), blob, der, out int written))
                    return false;
                blob = der[..written];
            }
            if (blob.Length != header.Length + KeySize || !blob.StartsWith(header))
                return false;
            blob[header.Length..].CopyTo(key);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static int WriteHeader(KeyBlobFormat format, byte curve, Span<byte> der)
    {
        ReadOnlySpan<byte> header = format switch
        {
            KeyBlobFormat.RawPrivateKey or KeyBlobFormat.RawPublicKey => [],
            KeyBlobFormat.PkixPrivateKey or KeyBlobFormat.PkixPrivateKeyText =>
                [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, curve, 0x04, 0x22, 0x04, 0x20],
            KeyBlobFormat.PkixPublicKey or KeyBlobFormat.PkixPublicKeyText =>
                [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, curve, 0x03, 0x21, 0x00],
            _ => throw Unsupported(format),
        };
        header.CopyTo(der);
        return header.Length;
    }

    public static ArgumentException Unsupported(KeyBlobFormat format) =>
        new($"The algorithm has no key format '{format}'.", nameof(format));

    private static bool IsText(KeyBlobFormat format) =>
        format is KeyBlobFormat.PkixPrivateKeyText or KeyBlobFormat.PkixPublicKeyText;

    private static ReadOnlySpan<byte> Label(KeyBlobFormat format) =>
        format is KeyBlobFormat.PkixPrivateKeyText ? "PRIVATE KEY-----"u8 : "PUBLIC KEY-----"u8;

    private static int TextSize(KeyBlobFormat format, int derSize) =>
        "-----BEGIN \r\n"u8.Length + "\r\n"u8.Length + "-----END \r\n"u8.Length
        + (2 * Label(format).Length) + Base64.GetMaxEncodedToUtf8Length(derSize);

    private static void WriteText(ReadOnlySpan<byte> label, ReadOnlySpan<byte> der, Span<byte> text)
    {
        text = Append(Append(Append(text, "-----BEGIN "u8), label), "\r\n"u8);
        Base64.EncodeToUtf8(der, text, out _, out int written);
        Append(Append(Append(text[written..], "\r\n-----END "u8), label), "\r\n"u8);
    }

    private static Span<byte> Append(Span<byte> text, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(text);
        return text[piece.Length..];
    }

    private static bool TryReadText(ReadOnlySpan<byte> label, ReadOnlySpan<byte> text, Span<byte> der, out int written)
    {
        written = 0;
        return TryCutFront(ref text, "-----BEGIN "u8, label)
            && TryCutBack(ref text, "-----END "u8, label)
            && Base64.DecodeFromUtf8(text, der, out _, out written) == OperationStatus.Done;
    }

    private static bool TryCutFront(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> label)
    {
        text = text.Trim(" \t\r\n\v\f"u8);
        if (!text.StartsWith(mark) || !text[mark.Length..].StartsWith(label))
            return false;
        text = text[(mark.Length + label.Length)..];
        return true;
    }

    private static bool TryCutBack(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> label)
    {
        if (!text.EndsWith(label) || !text[..^label.Length].EndsWith(mark))
            return false;
        text = text[..^(mark.Length + label.Length)];
        return true;
    }
}
