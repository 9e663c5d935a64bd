using System.Security.Cryptography;
using FedMat.Crypto;

namespace FedMat.Storage;

/// <summary>A blob on its way in: hashed while it is written to a file of its own. Without <see cref="Keep"/> it leaves no trace.</summary>
public sealed class BlobSpool : IDisposable
{
    private readonly BlobFolder folder;
    private readonly string path;
    private readonly FileStream file;
    private readonly IncrementalDigest hash = new();
    private Digest? digest;

    internal BlobSpool(BlobFolder folder, string incoming)
    {
        this.folder = folder;
        path = Path.Combine(incoming, RandomNumberGenerator.GetHexString(32, lowercase: true));
        // Their owner's alone, also in a folder that somebody else made.
        file = AtomicFile.Create(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        hash.Append(bytes);
        Length += bytes.Length;
    }

    /// <summary>Writes to the spool for those who want a stream; it cannot seek.</summary>
    public Stream AsStream() => new BlobSpoolStream(this);

    /// <summary>The digest of what was written. After it nothing more is written.</summary>
    public Digest Finish() => digest ??= hash.Finish();

    /// <summary>Flushes to the disk and puts the blob under its digest.</summary>
    public Digest Keep()
    {
        Digest name = Finish();
        file.Flush(flushToDisk: true);
        file.Dispose();
        folder.Keep(path, name);
        return name;
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
        File.Delete(path);
    }
}
