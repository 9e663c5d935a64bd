using FedMat.Protocol;

namespace FedMat.Storage;

/// <summary>Keeps a second program out of a state folder. The operating system lifts the lock when the process ends, however it ends.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Whether a process holds the folder at this moment.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            // A shared lock for a moment: no two lookers stand in each other's way.
            using FileStream look = new(Path.Combine(folder, "lock"), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Makes the folder when it is missing, takes it from everybody but its owner, and locks it.</summary>
    /// <exception cref="RefusedException">FM508: another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        OwnFolder.Make(folder);
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new RefusedException(RefusalCode.StoreUnusable,
                $"the folder '{folder}' is in use by another process; stop that one, or give this one a folder of its own", error);
        }
    }

    public void Dispose() => file.Dispose();
}
