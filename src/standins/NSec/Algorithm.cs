using System.Runtime.CompilerServices;

namespace NSec.Cryptography;

/// <summary>
/// An algorithm with its parameters. This assembly stands in for the package NSec.Cryptography 25, as far as this
/// product uses it, on a libsodium that the system provides: same names, signatures and behaviour, and all cryptography in libsodium or,
/// for HKDF, in the framework.
/// </summary>
public abstract class Algorithm
{
    private protected Algorithm() => Sodium.Start();

    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public sealed override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public sealed override string? ToString() => GetType().ToString();

    /// <summary>Bytes of a private or symmetric key in its raw form, which is also its seed.</summary>
    internal virtual int GetKeySize() => throw NoKeys();

    internal virtual int GetPublicKeySize() => throw NoKeys();

    internal virtual SecretMemory CreateKey(ReadOnlySpan<byte> seed, out PublicKey? publicKey) => throw NoKeys();

    internal virtual bool TryExportKey(SecretMemory key, KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        throw NoKeys();

    internal virtual bool TryExportPublicKey(PublicKey publicKey, KeyBlobFormat format, Span<byte> blob, out int blobSize) =>
        throw NoKeys();

    internal virtual SecretMemory? ImportKey(ReadOnlySpan<byte> blob, KeyBlobFormat format, out PublicKey? publicKey) => throw NoKeys();

    internal virtual PublicKey? ImportPublicKey(ReadOnlySpan<byte> blob, KeyBlobFormat format) => throw NoKeys();

    private static NotSupportedException NoKeys() => new("The algorithm has no keys of this kind.");
}
