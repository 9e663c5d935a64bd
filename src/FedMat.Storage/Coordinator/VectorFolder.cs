using FedMat.Crypto;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// The vectors of attempts that are under way, masked ones and sums: a folder for each attempt, in it a file for each vector, which is there whole or
/// not at all. The folder is there as long as the attempt: what comes too late finds no place.
/// </summary>
public sealed class VectorFolder
{
    private const string Unfinished = ".part";
    private readonly string folder;
    private readonly CleanUp cleanUp;

    /// <param name="folder">Made when it is missing.</param>
    /// <param name="cleanUp">Takes vectors away.</param>
    internal VectorFolder(string folder, CleanUp cleanUp)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        this.cleanUp = cleanUp;
    }

    /// <summary>A place for a vector that arrives.</summary>
    /// <exception cref="DirectoryNotFoundException">The attempt is over.</exception>
    public VectorSpool Begin(VectorKey vector) => new(this, vector, PathOf(vector) + Unfinished);

    /// <summary>Keeps a vector that is in memory; when it returns, the vector is on the disk.</summary>
    /// <exception cref="ArgumentException">The bytes are not those of the digest.</exception>
    /// <exception cref="DirectoryNotFoundException">The attempt is over.</exception>
    public async Task WriteAsync(VectorKey vector, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        using VectorSpool spool = Begin(vector);
        await spool.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        if (!spool.Keep())
            throw new ArgumentException("the bytes are not those of the digest", nameof(bytes));
    }

    public bool Has(VectorKey vector) => File.Exists(PathOf(vector));

    /// <exception cref="FileNotFoundException">It is not here.</exception>
    public long Length(VectorKey vector) => new FileInfo(PathOf(vector)).Length;

    /// <exception cref="FileNotFoundException">It is not here.</exception>
    /// <exception cref="DirectoryNotFoundException">Nothing of the attempt is here.</exception>
    public FileStream Open(VectorKey vector) =>
        new(PathOf(vector), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>The bytes of a vector, held against its digest.</summary>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    /// <exception cref="DirectoryNotFoundException">Nothing of the attempt is here.</exception>
    /// <exception cref="InvalidDataException">The disk gave back other bytes than it was given.</exception>
    public byte[] Read(VectorKey vector)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(vector));
        return Digest.Of(bytes) == vector.Sha256 ? bytes : throw new InvalidDataException($"the vector {vector.Sha256} is damaged");
    }

    /// <summary>Takes a vector away; nothing happens when it is not here.</summary>
    public void Drop(VectorKey vector) => cleanUp.Run(() =>
    {
        if (Has(vector))
            File.Delete(PathOf(vector));
    });

    /// <summary>An attempt begins.</summary>
    internal void Make(Digest setup) => Directory.CreateDirectory(FolderOf(setup));

    /// <summary>An attempt is over: takes everything of it away.</summary>
    internal void Drop(Digest setup) => cleanUp.Run(() =>
    {
        if (Directory.Exists(FolderOf(setup)))
            Directory.Delete(FolderOf(setup), recursive: true);
    });

    /// <summary>At start: takes away what was never finished and what belongs to no attempt that goes on.</summary>
    /// <param name="setups">The attempts that go on.</param>
    internal void Sweep(IReadOnlySet<Digest> setups)
    {
        foreach (string path in Directory.EnumerateDirectories(folder))
        {
            if (!Digest.TryParse(Path.GetFileName(path), out Digest setup) || !setups.Contains(setup))
                Directory.Delete(path, recursive: true);
        }

        foreach (string path in Directory.EnumerateFiles(folder, $"*{Unfinished}", SearchOption.AllDirectories))
            File.Delete(path);
        foreach (Digest setup in setups)
            Make(setup);
    }

    internal void Keep(string temporary, VectorKey vector)
    {
        File.Move(temporary, PathOf(vector), overwrite: true);
        AtomicFile.SyncFolder(FolderOf(vector.Setup));
        AtomicFile.SyncFolder(folder);
    }

    private string FolderOf(Digest setup) => Path.Combine(folder, setup.ToString());

    private string PathOf(VectorKey vector) => Path.Combine(FolderOf(vector.Setup), vector.File);
}
