using FedMat.Materials;

namespace FedMat.Cli.Local;

/// <summary>Where a consortium on this machine lives: a temporary folder that goes with it, or a new one that stays.</summary>
internal sealed class LocalFolder : IDisposable
{
    private LocalFolder(string path, bool isKept)
    {
        Path = path;
        IsKept = isKept;
    }

    public string Path { get; }

    public bool IsKept { get; }

    /// <param name="keep">A folder that does not exist or is empty; null for a temporary one.</param>
    /// <exception cref="InputException">The folder has something in it.</exception>
    public static LocalFolder Create(string? keep)
    {
        if (keep is null)
            return new LocalFolder(Directory.CreateTempSubdirectory("fedmat-").FullName, isKept: false);
        if (File.Exists(keep) || (Directory.Exists(keep) && Directory.EnumerateFileSystemEntries(keep).Any()))
            throw new InputException("something is there already", "Give --keep a new or an empty folder.", keep);
        DirectoryInfo folder = Directory.CreateDirectory(keep);
        // Everybody's private keys and tables lie in it.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return new LocalFolder(folder.FullName, isKept: true);
    }

    public void Dispose()
    {
        if (!IsKept)
            Directory.Delete(Path, recursive: true);
    }
}
