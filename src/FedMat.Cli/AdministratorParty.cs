using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli;

/// <summary>An administrator's own keys and roster, from a folder.</summary>
internal sealed record AdministratorParty(SigningKey Key, TlsIdentity Tls, Roster Roster) : IDisposable
{
    /// <exception cref="InputException">A file in the folder is missing or cannot be used.</exception>
    public static AdministratorParty Read(string folder)
    {
        Signed<Roster> roster = ReadFile(folder, "roster.json", text => Signed<Roster>.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
        if (!roster.IsSignedBy(roster.Content.Root))
            throw new InputException("the roster's signature does not hold", "Get the roster from the administrator again.", Path.Combine(folder, "roster.json"));
        return new AdministratorParty(ReadFile(folder, "identity.key", SigningKey.Import), ReadFile(folder, "tls.pem", TlsIdentity.Import), roster.Content);
    }

    public void Dispose()
    {
        Key.Dispose();
        Tls.Dispose();
    }

    private static T ReadFile<T>(string folder, string name, Func<string, T> read)
    {
        string path = Path.Combine(folder, name);
        try
        {
            return read(File.ReadAllText(path));
        }
        catch (Exception error) when (error is FormatException or IOException)
        {
            throw new InputException(error.Message.TrimEnd('.'), "Give the folder with the administrator's identity.key, tls.pem and roster.json.", path, cause: error);
        }
    }
}
