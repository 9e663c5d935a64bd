using System.Text;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>The roster that a node goes by: the newer one of the settings' file and its store.</summary>
internal static class KnownRoster
{
    /// <exception cref="RefusedException">FM504: the file cannot be read. FM106: it is another consortium's. FM508: the store cannot be read.</exception>
    public static Roster Newest(NodeOptions options)
    {
        Signed<Roster> file = ReadFile(options);
        if (!Roster.IsTrusted(file, options.Root))
            throw new RefusedException(RefusalCode.RosterNotSigned, $"{options.RosterFile} (setting 'rosterFile') does not lead to the root key {options.Root.Fingerprint} of the setting 'root'");
        return Stored(options) is { } stored && stored.Number > file.Content.Number ? stored : file.Content;
    }

    private static Roster? Stored(NodeOptions options)
    {
        using NodeView? view = NodeView.Open(options.Folder);
        try
        {
            return view?.Rosters() is [{ } newest, ..] && Roster.IsTrusted(newest, options.Root) ? newest.Content : null;
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"a roster in the store of {options.Folder} is damaged: {error.Message}", error);
        }
    }

    private static Signed<Roster> ReadFile(NodeOptions options)
    {
        try
        {
            return Signed<Roster>.Parse(Encoding.UTF8.GetBytes(SiteFile.ReadText(options.RosterFile, "rosterFile")));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.FileUnreadable, $"{options.RosterFile} (setting 'rosterFile'): {error.Message}; ask the administrator for the roster as it was signed", error);
        }
    }
}
