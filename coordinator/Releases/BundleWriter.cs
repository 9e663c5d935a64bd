using System.IO.Compression;
using FedMat.Protocol;

namespace FedMat.Coordinator.Releases;

/// <summary>Writes a bundle: a zip with the manifest first, no folders, and no dates but the zip format's first day.</summary>
internal static class BundleWriter
{
    private static readonly DateTimeOffset FirstDay = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="target">Need not seek.</param>
    /// <param name="manifest">Names the files with their hashes.</param>
    /// <param name="files">What it names.</param>
    public static void Write(Stream target, Signed<ReleaseManifest> manifest, IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> files)
    {
        using ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, BundleLayout.Manifest, manifest.ToIndentedJson());
        foreach ((string name, ReadOnlyMemory<byte> bytes) in files)
            Add(zip, name, bytes);
    }

    private static void Add(ZipArchive zip, string name, ReadOnlyMemory<byte> bytes)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = FirstDay;
        using Stream stream = entry.Open();
        stream.Write(bytes.Span);
    }
}
