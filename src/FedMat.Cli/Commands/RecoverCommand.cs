using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator root recover`: a new administrator, where the folder of the one before is lost.</summary>
internal static class RecoverCommand
{
    public static Command Create()
    {
        Option<FileInfo> key = new("--key") { Description = "The sealed root key, or the successor's.", Required = true };
        Option<FileInfo?> handover = new("--handover") { Description = "Where --key is the successor's: the handover to it." };
        Option<FileInfo> roster = new("--roster") { Description = "The newest roster.json that there is: a node's, or the coordinator's.", Required = true };
        Option<DirectoryInfo> output = new("--out") { Description = "A new or an empty folder for the new administrator.", Required = true };
        Option<string> name = new("--name") { Description = "What the consortium is called.", Required = true };
        Option<Uri> at = HttpsAddress.Option("--at", "The coordinator's gRPC address, https://host:port.");
        Option<long> days = AdministratorOptions.ValidDays("How long the roster and the new administrator are valid, in days.");
        Command command = new("recover", "Where the administrator's folder is lost: make a new one, and sign the roster that names it in the place of the old.")
        {
            key, handover, roster, output, name, at, days, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(parsed =>
        {
            Roster present = PartyFolder.ReadRoster(parsed.GetRequiredValue(roster).FullName, "Give a roster.json of this consortium.").Content;
            Signed<Handover>? signed = parsed.GetValue(handover) is { } file ? Succession.Read(file.FullName) : null;
            ConsortiumFile consortium = new(parsed.GetRequiredValue(name), parsed.GetRequiredValue(at));
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            Recovery recovery = new(consortium, present, signed, Moment.DaysAfter(now, parsed.GetValue(days)));
            return Recover(recovery, parsed.GetRequiredValue(output).ToString(), parsed.GetRequiredValue(key).FullName, parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName, now);
        });
        return command;
    }

    private static int Recover(Recovery recovery, string folder, string keyFile, string? passphraseFile, DateTimeOffset now)
    {
        NewFolder.RequireFree(folder);
        using SigningKey root = RootKeyFile.Open(keyFile, recovery.Signer, recovery.WhoSigns, passphraseFile);
        Roster next = recovery.Write(folder, root, File.ReadAllText(keyFile), now);
        Console.Out.WriteLine($"the new administrator is in {Shell.Quote(folder)}; roster {next.Number} names it, and was sent to nobody");
        Console.Out.WriteLine($"next: put {Shell.Quote(Path.Combine(folder, PartyFolder.RosterFile))} in the place of the coordinator's 'rosterFile' and start it again");
        return ExitCode.Done;
    }
}
