using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>Argon2id version 1.3 (RFC 9106) with one lane and salts of 16 bytes, which is what libsodium offers.</summary>
public sealed class Argon2id : PasswordBasedKeyDerivationAlgorithm
{
    private const int Version13 = 2;
    private const int ShortestOutput = 16;
    private const long LeastMemoryKiB = 8;
    private const long MostMemoryKiB = 4294967295;

    private readonly nuint _memoryBytes;
    private readonly ulong _passes;

    public Argon2id(in Argon2Parameters parameters)
        : base(saltSize: 16, maxCount: int.MaxValue)
    {
        if (parameters.DegreeOfParallelism != 1
            || parameters.MemorySize is < LeastMemoryKiB or > MostMemoryKiB
            || parameters.NumberOfPasses is < 1 or > uint.MaxValue)
            throw new ArgumentException("Argon2id takes one lane, memory from 8 KiB and passes from 1.", nameof(parameters));
        _memoryBytes = (nuint)(parameters.MemorySize * 1024);
        _passes = (ulong)parameters.NumberOfPasses;
    }

    private protected override bool TryDeriveBytesCore(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> bytes)
    {
        if (bytes.Length >= ShortestOutput)
            return Run(password, salt, bytes);
        // The package gives the head of the shortest output where fewer bytes are asked for.
        Span<byte> shortest = stackalloc byte[ShortestOutput];
        try
        {
            bool derived = Run(password, salt, shortest);
            shortest[..bytes.Length].CopyTo(bytes);
            return derived;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shortest);
        }
    }

    private bool Run(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> bytes) =>
        Sodium.crypto_pwhash_argon2id(
            bytes, (ulong)bytes.Length, password, (ulong)password.Length, salt, _passes, _memoryBytes, Version13) == 0;
}
