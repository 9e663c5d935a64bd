using System.IO.Compression;
using System.Text;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>
/// A bundle's files, read from a zip into memory, with every length and hash checked against its manifest. Nothing is unpacked
/// to disk and nothing that the manifest does not name is read. Whether the right keys signed it is asked of <see cref="Verify"/>.
/// </summary>
public sealed class Bundle
{
    /// <summary>No bundle's manifest, roster or plan comes near this size.</summary>
    private const int LargestDocument = 16 << 20;

    /// <summary>A bundle that unpacks to more than this is refused before it is unpacked.</summary>
    private const long LargestBundle = 2L << 30;

    private readonly Dictionary<string, byte[]> files;

    private Bundle(Signed<ReleaseManifest> manifest, Dictionary<string, byte[]> files)
    {
        Manifest = manifest;
        this.files = files;
    }

    public Signed<ReleaseManifest> Manifest { get; }

    /// <summary>Reads a bundle.</summary>
    /// <param name="stream">The zip; must be seekable.</param>
    /// <exception cref="RefusedException">FM402 when it ends early or is no bundle, FM403 when a file is not the one its manifest names.</exception>
    public static Bundle Read(Stream stream)
    {
        try
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            byte[] manifestBytes = ReadEntry(zip, BundleLayout.Manifest, LargestDocument);
            Signed<ReleaseManifest> manifest = Signed<ReleaseManifest>.Parse(manifestBytes);
            if (manifest.Content.Files.Aggregate(0m, (sum, file) => sum + file.Length) > LargestBundle)
                throw new RefusedException(RefusalCode.BundleTruncated, "the bundle claims to unpack to more than 2 GiB");
            return new Bundle(manifest, manifest.Content.Files.ToDictionary(file => file.Name, file => ReadChecked(zip, file)));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new RefusedException(RefusalCode.BundleTruncated, $"this is no whole bundle ({error.Message.TrimEnd('.')}); pull it again", error);
        }
    }

    /// <summary>A file that the manifest names.</summary>
    /// <exception cref="RefusedException">FM402: the bundle lacks it.</exception>
    public ReadOnlyMemory<byte> File(string name) => files.TryGetValue(name, out byte[]? bytes)
        ? bytes
        : throw new RefusedException(RefusalCode.BundleTruncated, $"the bundle has no {name}; pull it again");

    /// <summary>
    /// Follows the signatures from the pinned root key down: root, or the key that it was handed over to, signs roster, roster names coordinator and administrator,
    /// administrator signs plan, coordinator signs manifest, manifest names plan and state.
    /// </summary>
    /// <param name="root">The consortium's root key, from a source other than the bundle.</param>
    /// <exception cref="RefusedException">FM404 names the link that does not hold; FM402 when a document cannot be read.</exception>
    public VerifiedRelease Verify(VerifyingKey root)
    {
        Signed<Roster> roster = Document<Roster>(BundleLayout.Roster);
        Signed<Plan> plan = Document<Plan>(BundleLayout.Plan);
        Require(Roster.IsTrusted(roster, root), "the roster in it is not signed by the root key that you trust, nor by one that it was handed over to");
        Require(Manifest.IsSignedBy(roster.Content.Coordinator.Key), "its manifest is not signed by the coordinator of the roster");
        Require(Manifest.Content.Consortium == roster.Content.Consortium && Manifest.Content.Roster == roster.Content.Number, "its manifest is for another roster");
        Require(Manifest.Content.Study == plan.Content.Id, "the plan in it is not the one that the manifest names");
        Member? proposer = roster.Content.Find(plan.Content.Proposer);
        Require(proposer?.Role == MemberRole.Administrator && plan.IsSignedBy(proposer.Key), "the plan in it is not signed by an administrator of the roster");
        ModelState state = new(File(BundleLayout.State).ToArray());
        Require(state.Hash == Manifest.Content.State, "the model state in it is not the one that the manifest names");
        return new VerifiedRelease(Manifest.Content, roster.Content, plan.Content, state)
        {
            Card = files.TryGetValue(BundleLayout.Card, out byte[]? card) ? Encoding.UTF8.GetString(card) : "",
        };
    }

    private Signed<T> Document<T>(string name)
        where T : class, IDocument
    {
        try
        {
            return Signed<T>.Parse(File(name).Span);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.BundleTruncated, $"{name} in the bundle cannot be read: {error.Message}", error);
        }
    }

    private static byte[] ReadChecked(ZipArchive zip, ReleaseFile file)
    {
        byte[] bytes = ReadEntry(zip, file.Name, file.Length);
        if (bytes.LongLength != file.Length || Digest.Of(bytes) != file.Sha256)
            throw new RefusedException(RefusalCode.BundleAltered, $"{file.Name} in the bundle is not the file that the manifest names; pull it again and tell the administrator if it stays so");
        return bytes;
    }

    private static byte[] ReadEntry(ZipArchive zip, string name, long limit)
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new RefusedException(RefusalCode.BundleTruncated, $"the bundle has no {name}; pull it again");
        using Stream stream = entry.Open();
        using MemoryStream memory = new();
        byte[] buffer = new byte[81920];
        int read;
        // What the zip says of an entry's size is not believed: reading stops one byte past the limit.
        while (memory.Length <= limit && (read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, limit + 1 - memory.Length))) > 0)
            memory.Write(buffer, 0, read);
        return memory.ToArray();
    }

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool holds, string problem)
    {
        if (!holds)
            throw new RefusedException(RefusalCode.BundleNotSigned, $"the bundle cannot be trusted: {problem}");
    }
}
