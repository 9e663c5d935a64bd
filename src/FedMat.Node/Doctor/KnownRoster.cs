using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>The roster that a node goes by, found beside it.</summary>
public static class KnownRoster
{
    /// <exception cref="RefusedException">FM504: the file cannot be read. FM106: it is another consortium's. FM508: the store cannot be read.</exception>
    public static Roster Newest(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using NodeView? view = NodeView.Open(options.Folder);
        try
        {
            return RosterFile.Newest(options, view?.Rosters() is [{ } newest, ..] ? newest : null).Content;
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"a roster in the store of {options.Folder} is damaged: {error.Message}", error);
        }
    }
}
