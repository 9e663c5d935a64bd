using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Agreements;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>What a node opens and checks before it runs.</summary>
internal sealed class NodeParts : IDisposable
{
    private FolderLock? folder;
    private NodeStore? store;
    private AgreementStore? agreement;

    private NodeParts(Site site, NodePolicy policy)
    {
        Site = site;
        Policy = policy;
    }

    public Site Site { get; }

    public NodePolicy Policy { get; }

    public NodeStore Store => store!;

    public AgreementStore Agreement => agreement!;

    public RosterKeeper Rosters { get; private set; } = null!;

    /// <summary>In the order in which a person would look: keys and data first, then what lies in the state folder.</summary>
    /// <exception cref="RefusedException">FM504 to FM509.</exception>
    public static async Task<NodeParts> OpenAsync(NodeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        NodePolicy policy = NodePolicy.Read(options);
        NodeParts parts = new(await Site.OpenAsync(options, cancellation).ConfigureAwait(false), policy);
        try
        {
            parts.folder = TakeFolder(options.Folder);
            parts.store = await NodeStore.OpenAsync(options.Folder, parts.Site.Key.Public, time, cancellation).ConfigureAwait(false);
            parts.agreement = AgreementStore.Open(options.Folder, time);
            parts.Rosters = await RosterKeeper.OpenAsync(options, parts.Site, parts.store, cancellation).ConfigureAwait(false);
            return parts;
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        agreement?.Dispose();
        store?.Dispose();
        folder?.Dispose();
        Site.Dispose();
    }

    private static FolderLock TakeFolder(string path)
    {
        try
        {
            return FolderLock.Take(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RefusalCode.StoreUnusable,
                $"{path} (setting 'folder'): the state folder cannot be used: {error.Message}", error);
        }
    }
}
