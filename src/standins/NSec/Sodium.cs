using System.Runtime.InteropServices;

namespace NSec.Cryptography;

/// <summary>The calls into libsodium 1.0.18, by the names of its C headers, and its one-time start.</summary>
internal static partial class Sodium
{
    private const string Library = "libsodium.so.23";

    private static readonly Lazy<bool> Started = new(static () =>
    {
        try
        {
            return sodium_init() >= 0 ? true : throw new InvalidOperationException("libsodium could not be initialised.");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new PlatformNotSupportedException($"{Library} could not be loaded. Install Debian's package libsodium23.", e);
        }
    });

    public static void Start() => _ = Started.Value;

    /// <summary>For calls that fail only when this library is called wrongly.</summary>
    public static void Require(int result)
    {
        if (result != 0)
            throw new InvalidOperationException("A call into libsodium failed that should not be able to.");
    }

    [LibraryImport(Library)]
    public static partial nint sodium_malloc(nuint size);

    [LibraryImport(Library)]
    public static partial void sodium_free(nint memory);

    [LibraryImport(Library)]
    public static partial int crypto_sign_ed25519_seed_keypair(Span<byte> publicKey, SecretMemory secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport(Library)]
    public static partial int crypto_sign_ed25519_sk_to_seed(Span<byte> seed, SecretMemory secretKey);

    [LibraryImport(Library)]
    public static partial int crypto_sign_ed25519_detached(
        Span<byte> signature, out ulong signatureLength, ReadOnlySpan<byte> data, ulong dataLength, SecretMemory secretKey);

    [LibraryImport(Library)]
    public static partial int crypto_sign_ed25519_verify_detached(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> data, ulong dataLength, ReadOnlySpan<byte> publicKey);

    [LibraryImport(Library)]
    public static partial int crypto_scalarmult_curve25519(SecretMemory shared, SecretMemory scalar, ReadOnlySpan<byte> point);

    [LibraryImport(Library)]
    public static partial int crypto_scalarmult_curve25519_base(Span<byte> publicKey, SecretMemory scalar);

    [LibraryImport(Library)]
    public static partial int crypto_aead_chacha20poly1305_ietf_encrypt(
        Span<byte> ciphertext, out ulong ciphertextLength, ReadOnlySpan<byte> plaintext, ulong plaintextLength,
        ReadOnlySpan<byte> associatedData, ulong associatedDataLength, nint secretNonce, ReadOnlySpan<byte> nonce, SecretMemory key);

    [LibraryImport(Library)]
    public static partial int crypto_aead_chacha20poly1305_ietf_decrypt(
        Span<byte> plaintext, out ulong plaintextLength, nint secretNonce, ReadOnlySpan<byte> ciphertext, ulong ciphertextLength,
        ReadOnlySpan<byte> associatedData, ulong associatedDataLength, ReadOnlySpan<byte> nonce, SecretMemory key);

    [LibraryImport(Library)]
    public static partial int crypto_pwhash_argon2id(
        Span<byte> output, ulong outputLength, ReadOnlySpan<byte> password, ulong passwordLength,
        ReadOnlySpan<byte> salt, ulong operations, nuint memoryBytes, int algorithm);

    [LibraryImport(Library)]
    private static partial int sodium_init();
}
