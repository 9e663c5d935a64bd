namespace FedMat.Node.Tests;

/// <summary>
/// A node's state folder as a kill at this moment leaves it. The key file is read before the database, which is written first: what is read later is
/// never the older one.
/// </summary>
internal sealed class StateCopy
{
    private readonly string folder;
    private readonly Dictionary<string, byte[]> files;

    private StateCopy(string folder, Dictionary<string, byte[]> files) => (this.folder, this.files) = (folder, files);

    public static StateCopy Of(string folder) => new(
        folder,
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not ("lock" or "node.db-shm"))
            .OrderByDescending(path => path.EndsWith("promises.key", StringComparison.Ordinal))
            .ToDictionary(path => path, Read));

    /// <summary>Whatever was written since is undone.</summary>
    public void PutBack()
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.Delete(path);
        foreach ((string path, byte[] bytes) in files)
            File.WriteAllBytes(path, bytes);
    }

    private static byte[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
