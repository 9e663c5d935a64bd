using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>Derives bytes and keys from keying material that is hard to guess.</summary>
public abstract class KeyDerivationAlgorithm : Algorithm
{
    private static readonly Lazy<HkdfSha256> TheHkdfSha256 = new(() => new HkdfSha256());

    private protected KeyDerivationAlgorithm(bool supportsSalt, int maxCount)
    {
        MaxCount = maxCount;
        MaxSaltSize = supportsSalt ? int.MaxValue : 0;
    }

    public static HkdfSha256 HkdfSha256 => TheHkdfSha256.Value;

    public int MaxCount { get; }

    public int MaxSaltSize { get; }

    public int MinSaltSize { get; }

    public byte[] DeriveBytes(ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, int count)
    {
        NotEmpty(inputKeyingMaterial);
        Given.Count(count, MaxCount);
        byte[] bytes = new byte[count];
        Derive(inputKeyingMaterial, salt, info, bytes);
        return bytes;
    }

    public void DeriveBytes(
        ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes)
    {
        NotEmpty(inputKeyingMaterial);
        CheckOutput(salt, info, bytes);
        Derive(inputKeyingMaterial, salt, info, bytes);
    }

    public Key DeriveKey(
        ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Algorithm algorithm,
        in KeyCreationParameters creationParameters = default)
    {
        NotEmpty(inputKeyingMaterial);
        ArgumentNullException.ThrowIfNull(algorithm);
        Span<byte> seed = stackalloc byte[algorithm.GetKeySize()];
        try
        {
            Derive(inputKeyingMaterial, salt, info, seed);
            SecretMemory secret = algorithm.CreateKey(seed, out PublicKey? publicKey);
            return new Key(algorithm, in creationParameters, secret, publicKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    public byte[] DeriveBytes(SharedSecret sharedSecret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, int count)
    {
        ArgumentNullException.ThrowIfNull(sharedSecret);
        Given.Count(count, MaxCount);
        byte[] bytes = new byte[count];
        using SecretMemory.Lease secret = sharedSecret.Secret.Read();
        Derive(secret.Bytes, salt, info, bytes);
        return bytes;
    }

    public void DeriveBytes(SharedSecret sharedSecret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(sharedSecret);
        CheckOutput(salt, info, bytes);
        using SecretMemory.Lease secret = sharedSecret.Secret.Read();
        Derive(secret.Bytes, salt, info, bytes);
    }

    public Key DeriveKey(
        SharedSecret sharedSecret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Algorithm algorithm,
        in KeyCreationParameters creationParameters = default)
    {
        ArgumentNullException.ThrowIfNull(sharedSecret);
        using SecretMemory.Lease secret = sharedSecret.Secret.Read();
        return DeriveKey(secret.Bytes, salt, info, algorithm, in creationParameters);
    }

    private protected abstract void DeriveBytesCore(
        ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes);

    private static void NotEmpty(ReadOnlySpan<byte> inputKeyingMaterial)
    {
        if (inputKeyingMaterial.IsEmpty)
            throw new ArgumentException("There is no keying material.", nameof(inputKeyingMaterial));
    }

    private void CheckOutput(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes)
    {
        Given.AtMost(bytes.Length, MaxCount, nameof(bytes));
        Given.Apart(bytes, salt, nameof(bytes));
        Given.Apart(bytes, info, nameof(bytes));
    }

    private void Derive(ReadOnlySpan<byte> inputKeyingMaterial, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> bytes)
    {
        if (!bytes.IsEmpty)
            DeriveBytesCore(inputKeyingMaterial, salt, info, bytes);
    }
}
