using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>The word of a root key on its successor, and its file.</summary>
internal static class Succession
{
    /// <exception cref="InputException">The successor is the root key itself, or one that the roster knows as something else.</exception>
    public static Signed<Handover> Name(Roster roster, SigningKey root, VerifyingKey successor, DateTimeOffset now)
    {
        bool isKnown = successor == roster.Root || successor == roster.Coordinator.Key || roster.Members.Any(member => member.Key == successor)
            || (roster.Handovers ?? []).Any(handover => handover.Content.From == successor);
        if (isKnown)
            throw new InputException("this key has another place in the roster", "A successor makes a key of its own: fedmat coordinator root prepare-successor.");
        return Signed<Handover>.Sign(new Handover(Handover.CurrentFormat, roster.Consortium, root.Public, successor, now), root);
    }

    /// <exception cref="InputException">The file is there already.</exception>
    public static void Write(string path, Signed<Handover> handover)
    {
        if (File.Exists(path))
            throw new InputException("something is there already", "Give the name of a new file.", path);
        PartyFolder.WriteSecret(path, System.Text.Encoding.UTF8.GetString(handover.ToIndentedJson()));
    }

    /// <exception cref="InputException">The file is missing or no handover.</exception>
    public static Signed<Handover> Read(string path)
    {
        try
        {
            return Signed<Handover>.Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(error.Message.TrimEnd('.'), "Give the file that fedmat coordinator root name-successor wrote.", path, cause: error);
        }
    }
}
