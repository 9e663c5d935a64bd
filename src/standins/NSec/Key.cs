using System.Security.Cryptography;

namespace NSec.Cryptography;

/// <summary>A symmetric key or a key pair, for one algorithm; the secret part lies in guarded memory.</summary>
public sealed class Key : IDisposable
{
    private readonly ExportGate _gate;
    private readonly PublicKey? _publicKey;

    public Key(Algorithm algorithm, in KeyCreationParameters creationParameters = default)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        Span<byte> seed = stackalloc byte[algorithm.GetKeySize()];
        try
        {
            RandomNumberGenerator.Fill(seed);
            Secret = algorithm.CreateKey(seed, out _publicKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
        Algorithm = algorithm;
        _gate = new ExportGate(creationParameters.ExportPolicy);
    }

    internal Key(Algorithm algorithm, in KeyCreationParameters creationParameters, SecretMemory secret, PublicKey? publicKey)
    {
        Algorithm = algorithm;
        Secret = secret;
        _publicKey = publicKey;
        _gate = new ExportGate(creationParameters.ExportPolicy);
    }

    public Algorithm Algorithm { get; }

    public KeyExportPolicies ExportPolicy => _gate.Policy;

    public bool HasPublicKey => _publicKey is not null;

    public PublicKey PublicKey => _publicKey ?? throw new InvalidOperationException("The key has no public half.");

    public int Size => Algorithm.GetKeySize();

    internal SecretMemory Secret { get; }

    public static Key Create(Algorithm algorithm, in KeyCreationParameters creationParameters = default) =>
        new(algorithm, in creationParameters);

    public static Key Import(
        Algorithm algorithm, ReadOnlySpan<byte> blob, KeyBlobFormat format, in KeyCreationParameters creationParameters = default) =>
        TryImport(algorithm, blob, format, out Key? result, in creationParameters) ? result! : throw BadBlob();

    public static bool TryImport(
        Algorithm algorithm, ReadOnlySpan<byte> blob, KeyBlobFormat format, out Key? result,
        in KeyCreationParameters creationParameters = default)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        SecretMemory? secret = algorithm.ImportKey(blob, format, out PublicKey? publicKey);
        result = secret is null ? null : new Key(algorithm, in creationParameters, secret, publicKey);
        return result is not null;
    }

    public byte[] Export(KeyBlobFormat format)
    {
        if (format < 0)
            CheckSecretMayLeave();
        byte[] blob = new byte[GetExportBlobSize(format)];
        TryExport(format, blob, out _);
        return blob;
    }

    public int GetExportBlobSize(KeyBlobFormat format)
    {
        TryWrite(format, [], out int blobSize);
        return blobSize;
    }

    public bool TryExport(KeyBlobFormat format, Span<byte> blob, out int blobSize)
    {
        if (format < 0)
            CheckSecretMayLeave();
        bool written = TryWrite(format, blob, out blobSize);
        if (written && format < 0)
            _gate.MarkExported();
        return written;
    }

    public void Dispose() => Secret.Dispose();

    public override string? ToString() => typeof(Key).ToString();

    internal static FormatException BadBlob() => new("The key is not in the format that was named.");

    private void CheckSecretMayLeave()
    {
        ObjectDisposedException.ThrowIf(Secret.IsClosed, this);
        _gate.Check();
    }

    private bool TryWrite(KeyBlobFormat format, Span<byte> blob, out int blobSize)
    {
        if (format < 0)
            return Algorithm.TryExportKey(Secret, format, blob, out blobSize);
        return _publicKey is not null
            ? Algorithm.TryExportPublicKey(_publicKey, format, blob, out blobSize)
            : throw KeyBlob.Unsupported(format);
    }
}
