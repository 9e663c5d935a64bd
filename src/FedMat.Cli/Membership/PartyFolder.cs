using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>The files that every party of a consortium has in a folder of its own: identity key, certificate, roster.</summary>
internal static class PartyFolder
{
    public const string KeyFile = "identity.key";
    public const string TlsFile = "tls.pem";
    public const string RosterFile = "roster.json";
    private static readonly JsonSerializerOptions ForPeople = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder where it is missing, and writes the three files.</summary>
    public static void Write(string folder, SigningKey key, TlsIdentity tls, Signed<Roster> roster)
    {
        Directory.CreateDirectory(folder);
        WriteSecret(Path.Combine(folder, KeyFile), key.Export());
        WriteSecret(Path.Combine(folder, TlsFile), tls.Export());
        WriteRoster(folder, roster);
    }

    /// <summary>A roster under the signature of the root key that it names; whether that is the right one is asked elsewhere.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do where it cannot be used.</param>
    /// <exception cref="InputException">The file is missing, no roster, or its signature does not hold.</exception>
    public static Signed<Roster> ReadRoster(string path, string remedy)
    {
        Signed<Roster> roster;
        try
        {
            roster = Signed<Roster>.Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(File.Exists(path) ? error.Message.TrimEnd('.') : "there is no such file", remedy, path, cause: error);
        }

        return roster.IsSignedBy(roster.Content.Root)
            ? roster
            : throw new InputException("the roster's signature does not hold", "Get the roster from the coordinator's folder again.", path);
    }

    public static void WriteRoster(string folder, Signed<Roster> roster) => AtomicFile.Write(Path.Combine(folder, RosterFile), roster.ToIndentedJson());

    /// <summary>A file for its owner's eyes alone.</summary>
    public static void WriteSecret(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text), OwnerOnly);

    /// <summary>Settings for a program and for a person's eyes: keys in base64 as other places show them.</summary>
    public static void WriteSettings(string path, JsonObject settings) => WriteText(path, settings.ToJsonString(ForPeople) + "\n");

    public static void WriteText(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
}
