using FedMat.Crypto;

namespace FedMat.Storage.Coordinator;

/// <summary>A vector on its way in, hashed while it is written. It outlives lost connections, not the process. One caller at a time.</summary>
public sealed class VectorSpool : IDisposable
{
    private readonly VectorFolder folder;
    private readonly string path;
    private readonly FileStream file;
    private readonly IncrementalDigest hash = new();

    internal VectorSpool(VectorFolder folder, VectorKey vector, string path)
    {
        this.folder = folder;
        this.path = path;
        Vector = vector;
        File.Delete(path);
        file = AtomicFile.Create(path, UnixFileMode.UserRead | UnixFileMode.UserWrite, bufferSize: 0);
    }

    /// <summary>What it is to be.</summary>
    public VectorKey Vector { get; }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // Bytes that are written in part are written again over themselves.
        file.Position = Length;
        await file.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        hash.Append(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Flushes to the disk and puts the vector under its name, if the bytes are those of its digest. Nothing is written after it.</summary>
    /// <returns>Whether they are.</returns>
    public bool Keep()
    {
        if (hash.Finish() != Vector.Sha256)
            return false;
        file.Flush(flushToDisk: true);
        file.Dispose();
        folder.Keep(path, Vector);
        return true;
    }

    /// <summary>Without <see cref="Keep"/> nothing stays.</summary>
    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
        if (File.Exists(path))
            File.Delete(path);
    }
}
