using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>Derives bytes and keys from a password, at a cost.</summary>
public abstract class PasswordBasedKeyDerivationAlgorithm : Algorithm
{
    private protected PasswordBasedKeyDerivationAlgorithm(int saltSize, int maxCount)
    {
        MinSaltSize = saltSize;
        MaxSaltSize = saltSize;
        MaxCount = maxCount;
    }

    public int MaxCount { get; }

    public int MaxSaltSize { get; }

    public int MinSaltSize { get; }

    public static Argon2id Argon2id(in Argon2Parameters parameters) => new(in parameters);

    /// <summary>Takes the password as its UTF-16 bytes.</summary>
    public byte[] DeriveBytes(string password, ReadOnlySpan<byte> salt, int count) => DeriveBytes(BytesOf(password), salt, count);

    /// <summary>Takes the password as its UTF-16 bytes.</summary>
    public void DeriveBytes(string password, ReadOnlySpan<byte> salt, Span<byte> bytes) => DeriveBytes(BytesOf(password), salt, bytes);

    /// <summary>Takes the password as its UTF-16 bytes.</summary>
    public Key DeriveKey(
        string password, ReadOnlySpan<byte> salt, Algorithm algorithm, in KeyCreationParameters creationParameters = default) =>
        DeriveKey(BytesOf(password), salt, algorithm, in creationParameters);

    public byte[] DeriveBytes(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int count)
    {
        Given.Length(salt.Length, MaxSaltSize, nameof(salt));
        Given.Count(count, MaxCount);
        byte[] bytes = new byte[count];
        Derive(password, salt, bytes);
        return bytes;
    }

    public void DeriveBytes(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> bytes)
    {
        Given.Length(salt.Length, MaxSaltSize, nameof(salt));
        Given.AtMost(bytes.Length, MaxCount, nameof(bytes));
        Derive(password, salt, bytes);
    }

    public Key DeriveKey(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Algorithm algorithm, in KeyCreationParameters creationParameters = default)
    {
        Given.Length(salt.Length, MaxSaltSize, nameof(salt));
        ArgumentNullException.ThrowIfNull(algorithm);
        Span<byte> seed = stackalloc byte[algorithm.GetKeySize()];
        try
        {
            Derive(password, salt, seed);
            SecretMemory secret = algorithm.CreateKey(seed, out PublicKey? publicKey);
            return new Key(algorithm, in creationParameters, secret, publicKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private protected abstract bool TryDeriveBytesCore(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> bytes);

    private static ReadOnlySpan<byte> BytesOf(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return MemoryMarshal.AsBytes(password.AsSpan());
    }

    private void Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> bytes)
    {
        if (!bytes.IsEmpty && !TryDeriveBytesCore(password, salt, bytes))
            throw new CryptographicException("Deriving from the password failed; there may be too little memory for its cost.");
    }
}
