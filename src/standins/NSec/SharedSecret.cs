namespace NSec.Cryptography;

/// <summary>What two parties agreed on, or other keying material, in guarded memory; a key derivation takes it.</summary>
public sealed class SharedSecret : IDisposable
{
    private const int MaxSize = 128;

    private readonly ExportGate _gate;

    internal SharedSecret(in SharedSecretCreationParameters creationParameters, SecretMemory secret)
    {
        _gate = new ExportGate(creationParameters.ExportPolicy);
        Secret = secret;
    }

    public KeyExportPolicies ExportPolicy => _gate.Policy;

    public int Size => Secret.Size;

    internal SecretMemory Secret { get; }

    public static SharedSecret Import(
        ReadOnlySpan<byte> blob, SharedSecretBlobFormat format, in SharedSecretCreationParameters creationParameters = default) =>
        TryImport(blob, format, out SharedSecret? result, in creationParameters) ? result! : throw Key.BadBlob();

    public static bool TryImport(
        ReadOnlySpan<byte> blob, SharedSecretBlobFormat format, out SharedSecret? result,
        in SharedSecretCreationParameters creationParameters = default)
    {
        Sodium.Start();
        Check(format);
        result = blob.Length <= MaxSize ? new SharedSecret(in creationParameters, SecretMemory.CopyOf(blob)) : null;
        return result is not null;
    }

    public byte[] Export(SharedSecretBlobFormat format)
    {
        byte[] blob = new byte[GetExportBlobSize(format)];
        TryExport(format, blob, out _);
        return blob;
    }

    public int GetExportBlobSize(SharedSecretBlobFormat format)
    {
        ObjectDisposedException.ThrowIf(Secret.IsClosed, this);
        Check(format);
        return Size;
    }

    public bool TryExport(SharedSecretBlobFormat format, Span<byte> blob, out int blobSize)
    {
        ObjectDisposedException.ThrowIf(Secret.IsClosed, this);
        _gate.Check();
        blobSize = GetExportBlobSize(format);
        if (blob.Length < blobSize)
            return false;
        Secret.CopyTo(blob);
        _gate.MarkExported();
        return true;
    }

    public void Dispose() => Secret.Dispose();

    public override string? ToString() => typeof(SharedSecret).ToString();

    private static void Check(SharedSecretBlobFormat format)
    {
        if (format != SharedSecretBlobFormat.RawSharedSecret)
            throw new ArgumentException($"There is no shared secret format '{format}'.", nameof(format));
    }
}
