using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>What an administrator's commands share.</summary>
internal static class AdministratorOptions
{
    private const long LongestDays = 3650;

    public static readonly Option<Uri?> At = HttpsAddress.Optional(
        "--at", "The coordinator's gRPC address, https://host:port; without it the one in the folder's consortium.json.");

    public static readonly Option<DirectoryInfo> As = new("--as")
    {
        Description = "The administrator's folder: identity.key, tls.pem and roster.json.",
        Required = true,
    };

    public static readonly Option<FileInfo?> PassphraseFile = new("--passphrase-file")
    {
        Description = "A file with the passphrase, mode 0600; without it the variable FEDMAT_PASSPHRASE, or the terminal.",
    };

    public static readonly Option<FileInfo?> RootKey = new("--root-key")
    {
        Description = "The consortium's root key, sealed; without it root.key in the administrator's folder.",
    };

    public static readonly Option<string> Reason = new("--reason") { Description = "Why, for the others.", DefaultValueFactory = _ => "" };

    public static readonly Option<bool> Offline = new("--offline")
    {
        Description = "Call nobody: sign from the folder's roster.json and leave the result there, to be carried to the coordinator.",
    };

    /// <summary>A new option, since its default differs from command to command.</summary>
    public static Option<long> ValidDays(string description) => NumberOption.Create("--valid-days", description, 365, 1, LongestDays);

    public static AdministratorParty ReadParty(ParseResult parsed) =>
        AdministratorParty.Read(parsed.GetRequiredValue(As).FullName, parsed.GetValue(PassphraseFile)?.FullName);

    /// <summary>Where the administrator's coordinator is.</summary>
    /// <exception cref="InputException">Neither option nor folder says it.</exception>
    public static Uri Address(ParseResult parsed, AdministratorParty party) => parsed.GetValue(At) ?? party.Consortium?.Coordinator
        ?? throw new InputException("the folder does not say where the coordinator is", "Add --at https://host:port.", party.Folder);

    public static MembershipLink Connect(ParseResult parsed, AdministratorParty party) =>
        MembershipLink.To(Address(parsed, party), party.Tls, party.Roster.Coordinator.Pin, party.Consortium?.Proxy);

    /// <summary>The root key that signs for a roster.</summary>
    public static SigningKey OpenRoot(ParseResult parsed, AdministratorParty party, Roster roster) => RootKeyFile.Open(
        parsed.GetValue(RootKey)?.FullName ?? Path.Combine(party.Folder, RootKeyFile.FileName),
        roster.Root,
        $"the root key of roster {roster.Number}",
        parsed.GetValue(PassphraseFile)?.FullName);
}
