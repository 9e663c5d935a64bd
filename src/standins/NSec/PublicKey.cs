namespace NSec.Cryptography;

/// <summary>The public half of a key pair, for one algorithm.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    private readonly byte[] _bytes;

    internal PublicKey(Algorithm algorithm, byte[] bytes)
    {
        Algorithm = algorithm;
        _bytes = bytes;
    }

    public Algorithm Algorithm { get; }

    public int Size => Algorithm.GetPublicKeySize();

    internal Span<byte> Bytes => _bytes;

    public static PublicKey Import(Algorithm algorithm, ReadOnlySpan<byte> blob, KeyBlobFormat format) =>
        TryImport(algorithm, blob, format, out PublicKey? result) ? result! : throw Key.BadBlob();

    public static bool TryImport(Algorithm algorithm, ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? result)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        result = algorithm.ImportPublicKey(blob, format);
        return result is not null;
    }

    public byte[] Export(KeyBlobFormat format)
    {
        byte[] blob = new byte[GetExportBlobSize(format)];
        TryExport(format, blob, out _);
        return blob;
    }

    public int GetExportBlobSize(KeyBlobFormat format)
    {
        TryExport(format, [], out int blobSize);
        return blobSize;
    }

    public bool TryExport(KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        Algorithm.TryExportPublicKey(this, format, blob, out blobSize);

    public bool Equals(PublicKey? other) =>
        other is not null && other.Algorithm == Algorithm && Bytes.SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    public override string? ToString() => typeof(PublicKey).ToString();
}
