using FedMat.Crypto;

namespace FedMat.Storage;

/// <summary>
/// Files named by the SHA-256 of their bytes. A blob is there whole or not at all; the same bytes are kept once. Which blobs
/// are needed is what the rows of a store say: <see cref="Sweep"/> takes away the rest.
/// </summary>
public sealed class BlobFolder
{
    private const string Incoming = "incoming";
    private readonly string folder;

    /// <param name="folder">Made when it is missing.</param>
    public BlobFolder(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.Combine(this.folder, Incoming));
    }

    /// <summary>Starts a blob whose digest is known once its last byte is there.</summary>
    public BlobSpool Spool() => new(this, Path.Combine(folder, Incoming));

    /// <summary>Keeps bytes that are already in memory.</summary>
    public Digest Put(ReadOnlySpan<byte> bytes)
    {
        using BlobSpool spool = Spool();
        spool.Write(bytes);
        return spool.Keep();
    }

    /// <summary>The blob's bytes, to be read from the start, in order or not.</summary>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    public FileStream Open(Digest digest) =>
        new(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

    /// <summary>The whole blob, checked against its digest.</summary>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    public byte[] Read(Digest digest)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(digest));
        return Digest.Of(bytes) == digest
            ? bytes
            : throw Damaged(digest);
    }

    /// <summary>Takes a blob away; nothing happens when it is not here.</summary>
    public void Delete(Digest digest)
    {
        string path = PathOf(digest);
        if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>At start, before anything is spooled: takes away what was never finished and what no row names.</summary>
    /// <returns>How many files went.</returns>
    public int Sweep(IReadOnlySet<Digest> named)
    {
        int gone = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Digest.TryParse(Path.GetFileName(path), out Digest digest) && named.Contains(digest) && path == PathOf(digest))
                continue;
            File.Delete(path);
            gone++;
        }

        return gone;
    }

    internal void Keep(string temporary, Digest digest)
    {
        string path = PathOf(digest);
        string home = Path.GetDirectoryName(path)!;
        bool fresh = !Directory.Exists(home);
        Directory.CreateDirectory(home);
        File.Move(temporary, path, overwrite: true);
        AtomicFile.SyncFolder(home);
        if (fresh)
            AtomicFile.SyncFolder(folder);
    }

    private string PathOf(Digest digest)
    {
        string name = digest.ToString();
        return Path.Combine(folder, name[..2], name);
    }

    private static InvalidDataException Damaged(Digest digest) => new($"the blob {digest} is damaged; restore the state folder from a backup");
}
