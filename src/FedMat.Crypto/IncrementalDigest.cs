using System.Security.Cryptography;

namespace FedMat.Crypto;

/// <summary>A SHA-256 (FIPS 180-4) over bytes that arrive in pieces. Not safe for two threads at once.</summary>
public sealed class IncrementalDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    /// <summary>The digest of everything appended since the last call; the next digest starts empty.</summary>
    public Digest Finish()
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        _hash.GetHashAndReset(hash);
        return Digest.FromBytes(hash);
    }

    public void Dispose() => _hash.Dispose();
}
