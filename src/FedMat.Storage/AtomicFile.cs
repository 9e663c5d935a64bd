using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FedMat.Storage;

/// <summary>
/// Replaces a file so that a reader, and a restart after a lost power supply, finds the old bytes or the new ones and nothing
/// between: written beside it, flushed to the disk, renamed, the folder flushed.
/// </summary>
public static partial class AtomicFile
{
    /// <param name="path">The file to make or replace. Its folder exists.</param>
    /// <param name="bytes">The whole content.</param>
    /// <param name="mode">Who may read it, from the first byte on; null for the process's default. Not used on Windows.</param>
    /// <param name="isDurable">Whether it is flushed to the disk; without it a loss of power may leave any content, and a reader still finds whole ones.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; the file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode = null, bool isDurable = true)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            using (FileStream stream = Create(temporary, mode))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (isDurable)
            SyncFolder(folder);
    }

    /// <summary>Makes the names in a folder durable. Windows does it with the rename.</summary>
    internal static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using SafeFileHandle handle = OpenFolder(folder);
        RandomAccess.FlushToDisk(handle);
    }

    internal static FileStream Create(string path, UnixFileMode? mode, int bufferSize = 4096)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = bufferSize };
        if (mode is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        return new FileStream(path, options);
    }

    // The framework opens files only. Flags 0 read a folder on every Unix.
    private static SafeFileHandle OpenFolder(string folder)
    {
        int descriptor = Open(folder, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"the folder '{folder}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);
}
