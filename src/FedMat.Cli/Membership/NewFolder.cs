using System.Security.Cryptography;
using FedMat.Materials;

namespace FedMat.Cli.Membership;

/// <summary>A folder with private keys that comes into being whole or not at all, for its owner alone.</summary>
internal static class NewFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="InputException">Something is there already.</exception>
    public static void RequireFree(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InputException("something is there already", "Give a new or an empty folder.", folder);
    }

    /// <param name="folder">Is not there, or empty.</param>
    /// <param name="write">Writes the content into the folder that it is given.</param>
    /// <exception cref="InputException">Something is there already.</exception>
    public static void Create(string folder, Action<string> write)
    {
        RequireFree(folder);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string parent = Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full).FullName;
        string unfinished = Path.Combine(parent, $".{Path.GetFileName(full)}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(unfinished);
            else
                Directory.CreateDirectory(unfinished, OwnerOnly);
            write(unfinished);
            if (Directory.Exists(full))
                Directory.Delete(full);
            Directory.Move(unfinished, full);
        }
        catch
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }
}
