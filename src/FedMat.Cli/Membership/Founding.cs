using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>
/// A new consortium in a folder: the root key under its passphrase and the administrator's keys in one part of it, all that the coordinator
/// needs in another, and roster 1, which names these two.
/// </summary>
/// <param name="Name">As people call it; goes into certificates.</param>
/// <param name="Coordinator">Where nodes and administrators will call.</param>
/// <param name="Downloads">Where releases will be pulled from.</param>
/// <param name="NotAfter">Of the roster, and of the administrator in it.</param>
internal sealed record Founding(string Name, Uri Coordinator, Uri Downloads, DateTimeOffset NotAfter)
{
    public const string AdministratorFolder = "administrator";
    public const string ServerFolder = "coordinator";

    /// <summary>What the first administrator is called in the roster.</summary>
    public const string AdministratorName = "administrator";

    /// <param name="folder">Is not there, or empty. It is written whole or not at all.</param>
    /// <param name="passphrase">Seals the root key.</param>
    /// <param name="now">From which the certificates hold.</param>
    /// <returns>Roster 1.</returns>
    public Signed<Roster> Write(string folder, Passphrase passphrase, DateTimeOffset now)
    {
        using SigningKey root = SigningKey.Create();
        using SigningKey administratorKey = SigningKey.Create();
        using SigningKey coordinatorKey = SigningKey.Create();
        using TlsIdentity administratorTls = Certificate.Create("administrator", now);
        using TlsIdentity coordinatorTls = Certificate.Create(Name, now, Coordinator);
        using TlsIdentity https = Certificate.Create(Name, now, Downloads);
        Member administrator = new(MemberId.Create(), AdministratorName, MemberRole.Administrator, administratorKey.Public, administratorTls.Pin, NotAfter);
        Signed<Roster> roster = Signed<Roster>.Sign(
            new Roster(Roster.CurrentFormat, 1, root.Public, new CoordinatorEntry(coordinatorKey.Public, coordinatorTls.Pin), [administrator], NotAfter), root);
        NewFolder.Create(folder, whole =>
        {
            string own = Path.Combine(whole, AdministratorFolder);
            PartyFolder.Write(own, administratorKey, administratorTls, roster);
            PartyFolder.WriteText(Path.Combine(own, "downloads.pem"), https.ExportCertificate());
            new ConsortiumFile(Name, Coordinator).Write(own);
            RootKeyFile.Write(Path.Combine(own, RootKeyFile.FileName), root, passphrase);
            new CoordinatorFolder(coordinatorKey, coordinatorTls, https, roster)
                .Write(Path.Combine(whole, ServerFolder), CoordinatorFolder.Listening(Coordinator), CoordinatorFolder.Listening(Downloads));
        });
        return roster;
    }
}
