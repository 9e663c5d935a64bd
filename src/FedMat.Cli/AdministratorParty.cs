using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli;

/// <summary>An administrator's own keys and roster, from a folder.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Key">The identity key.</param>
/// <param name="Tls">The certificate.</param>
/// <param name="SignedRoster">The newest roster that the folder has seen.</param>
/// <param name="Consortium">Where the coordinator is; null where the folder does not say.</param>
internal sealed record AdministratorParty(string Folder, SigningKey Key, TlsIdentity Tls, Signed<Roster> SignedRoster, ConsortiumFile? Consortium) : IDisposable
{
    private const string Remedy = "Give the folder with the administrator's identity.key, tls.pem and roster.json.";

    public Roster Roster => SignedRoster.Content;

    /// <summary>This administrator's entry.</summary>
    /// <exception cref="InputException">The roster does not name the key.</exception>
    public Member Self => Roster.Members.FirstOrDefault(member => member.Key == Key.Public)
        ?? throw new InputException($"roster {Roster.Number} does not name the key in this folder", "Give --as the folder of an administrator of this consortium.", Folder);

    /// <param name="folder">With the three files.</param>
    /// <param name="passphraseFile">Opens keys that are sealed; null for the variable, the credential or the terminal.</param>
    /// <exception cref="InputException">A file in the folder is missing or cannot be used.</exception>
    /// <exception cref="RefusedException">FM510.</exception>
    public static AdministratorParty Read(string folder, string? passphraseFile = null)
    {
        Signed<Roster> roster = PartyFolder.ReadRoster(Path.Combine(folder, PartyFolder.RosterFile), Remedy);
        ConsortiumFile? consortium = ConsortiumFile.Read(folder);
        SigningKey key = PrivateKeyFile.Read(Path.Combine(folder, PartyFolder.KeyFile), passphraseFile, SigningKey.Import, Remedy);
        TlsIdentity tls = PrivateKeyFile.Read(Path.Combine(folder, PartyFolder.TlsFile), passphraseFile, TlsIdentity.Import, Remedy);
        return new AdministratorParty(folder, key, tls, roster, consortium);
    }

    public void Dispose()
    {
        Key.Dispose();
        Tls.Dispose();
    }
}
