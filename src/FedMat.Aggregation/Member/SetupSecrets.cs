using System.Security.Cryptography;

namespace FedMat.Aggregation;

/// <summary>
/// What a member draws for one setup and keeps to itself: the private keys of its two agreements, b, and the key of its shares'
/// coefficients. Everything that the member says in the setup follows from these and from what it is told, so a node that stores them
/// before its first word comes to the same words again after a restart.
/// </summary>
public sealed class SetupSecrets : IDisposable
{
    /// <summary>Bytes in the four secrets together.</summary>
    public const int Size = 4 * SecretSize;

    private const int SecretSize = 32;
    private readonly byte[] bytes;
    private bool erased;

    private SetupSecrets(byte[] bytes) => this.bytes = bytes;

    /// <summary>The X25519 private key under whose agreements envelopes are sealed.</summary>
    internal ReadOnlySpan<byte> SealKey => Part(0);

    /// <summary>s: the X25519 private key whose agreements give the pair masks.</summary>
    internal ReadOnlySpan<byte> MaskKey => Part(1);

    /// <summary>b: gives the self mask.</summary>
    internal ReadOnlySpan<byte> SelfMask => Part(2);

    /// <summary>Gives the coefficients with which b and s are shared out.</summary>
    internal ReadOnlySpan<byte> Coefficients => Part(3);

    /// <param name="source">A cryptographic source.</param>
    public static SetupSecrets Draw(RandomNumberGenerator source)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] drawn = new byte[Size];
        source.GetBytes(drawn);
        return new(drawn);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; the caller wipes it.</summary>
    /// <exception cref="FormatException">Not <see cref="Size"/> bytes.</exception>
    public static SetupSecrets Parse(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(bytes.ToArray())
        : throw new FormatException($"the secrets of a setup have {Size} bytes, not {bytes.Length}");

    /// <summary>A copy to be sealed and stored; the caller wipes it.</summary>
    public byte[] ToBytes()
    {
        ObjectDisposedException.ThrowIf(erased, this);
        return [.. bytes];
    }

    /// <summary>Wipes the secrets. The states of the setup cannot go on without them.</summary>
    public void Dispose()
    {
        erased = true;
        CryptographicOperations.ZeroMemory(bytes);
    }

    private ReadOnlySpan<byte> Part(int index)
    {
        ObjectDisposedException.ThrowIf(erased, this);
        return bytes.AsSpan(index * SecretSize, SecretSize);
    }
}
