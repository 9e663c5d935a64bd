using System.Text;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The roster that the settings name, and which one counts where the node has seen others since.</summary>
internal static class RosterFile
{
    /// <summary>The newer one of the file and the store.</summary>
    /// <param name="options">Name the file and pin the root key.</param>
    /// <param name="stored">The newest one that the node has taken; null before the first.</param>
    /// <exception cref="RefusedException">FM106 or FM504, with the file and what to do.</exception>
    public static Signed<Roster> Newest(NodeOptions options, Signed<Roster>? stored)
    {
        Signed<Roster> file = Read(options);
        Require(file, options.Root, options);
        if (stored is null)
            return file;
        if (Foreign(stored, options.Root) is not null || stored.Content.Consortium != file.Content.Consortium)
        {
            throw new RefusedException(RefusalCode.RosterNotSigned,
                $"the state in {options.Folder} belongs to another consortium than the setting 'root'; correct 'root', or set 'folder' to a new folder");
        }

        if (stored.Content.Number > file.Content.Number)
            return stored;
        // Whoever holds a root key that was handed over can still sign, and the settings may still pin it.
        Require(file, stored.Content.Root, options);
        return file;
    }

    /// <returns>FM106 for a roster that whoever trusts the anchor does not trust.</returns>
    public static Refusal? Foreign(Signed<Roster> roster, VerifyingKey anchor) => Roster.IsTrusted(roster, anchor)
        ? null
        : new Refusal(RefusalCode.RosterNotSigned,
            $"roster {roster.Content.Number} is signed neither by the root key {anchor.Fingerprint}, which this node trusts, nor by one that it has handed over to");

    private static void Require(Signed<Roster> file, VerifyingKey anchor, NodeOptions options)
    {
        if (Foreign(file, anchor) is { } foreign)
            throw new RefusedException(foreign.Code, $"{options.RosterFile} (setting 'rosterFile'): {foreign.Detail}");
    }

    private static Signed<Roster> Read(NodeOptions options)
    {
        string text = SiteFile.ReadText(options.RosterFile, "rosterFile");
        try
        {
            return Signed<Roster>.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.FileUnreadable,
                $"{options.RosterFile} (setting 'rosterFile'): {error.Message}; ask the administrator for the roster as it was signed", error);
        }
    }
}
