using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator root ...`: who holds the root key after the one who holds it.</summary>
internal static class RootCommands
{
    public static Command Create() => new("root", "Hand the consortium's root key over to a successor.") { Prepare(), Name(), TakeOver(), RecoverCommand.Create() };

    private static Command Prepare()
    {
        Argument<FileInfo> file = new("file") { Description = "The new file of the sealed key." };
        Command command = new("prepare-successor", "On the successor's machine: make a sealed root key, and print its public key.")
        {
            file, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(parsed =>
        {
            FileInfo target = parsed.GetRequiredValue(file);
            if (target.Exists)
                throw new InputException("something is there already", "Give the name of a new file.", target.ToString());
            Storage.Passphrase passphrase = PassphrasePrompt.Choose(parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName, "the successor's root key");
            VerifyingKey root = RootKeyFile.Create(target.FullName, passphrase);
            Console.Error.WriteLine($"{target}: a sealed root key, of no use before the present root key names it. Give this public key to whoever holds that, and read out its fingerprint {root.Fingerprint}:");
            Console.Out.WriteLine(root);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Name()
    {
        Argument<string> key = new("publickey") { Description = "What prepare-successor printed: 44 characters of base64." };
        Option<FileInfo> output = new("--out") { Description = "The new file of the handover.", Required = true };
        Command command = new("name-successor", "Sign, with the present root key, that the successor's may take its place. Nothing changes by it.")
        {
            key, output, AdministratorOptions.RootKey, AdministratorOptions.As, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(parsed =>
        {
            FileInfo target = parsed.GetRequiredValue(output);
            if (!VerifyingKey.TryParse(parsed.GetRequiredValue(key), out VerifyingKey successor))
                throw new InputException($"'{parsed.GetRequiredValue(key)}' is no public key", "Give the 44 characters that prepare-successor printed.");
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            using SigningKey root = AdministratorOptions.OpenRoot(parsed, party, party.Roster);
            Signed<Handover> handover = Succession.Name(party.Roster, root, successor, Moment.Whole(TimeProvider.System.GetUtcNow()));
            Succession.Write(target.FullName, handover);
            Console.Out.WriteLine($"{target}: the root key {root.Public.Fingerprint} names {successor.Fingerprint} as its successor");
            Console.Error.WriteLine("give it to the successor, who keeps it with the sealed key; each without the other is of no use. Compare the successor's fingerprint by voice");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command TakeOver()
    {
        Option<FileInfo> handover = new("--handover") { Description = "The handover that the present root key signed.", Required = true };
        Option<FileInfo> key = new("--key") { Description = "The successor's sealed key.", Required = true };
        Command command = new("take-over", "As the successor: sign the next roster with the successor's key.")
        {
            handover, key, AdministratorOptions.Offline, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction((parsed, cancellation) => TakeOverAsync(parsed, Succession.Read(parsed.GetRequiredValue(handover).FullName), parsed.GetRequiredValue(key), cancellation));
        return command;
    }

    private static async Task<int> TakeOverAsync(ParseResult parsed, Signed<Handover> handover, FileInfo key, CancellationToken cancellation)
    {
        bool isOffline = RosterAct.IsOffline(parsed);
        using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
        using MembershipLink? link = isOffline ? null : AdministratorOptions.Connect(parsed, party);
        RosterDesk desk = new(party, link);
        Roster next = NextRoster.Succeed((await desk.PresentAsync(cancellation).ConfigureAwait(false)).Content, handover);
        using SigningKey root = RootKeyFile.Open(key.FullName, next.Root, "the successor in the handover", parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName);
        await RosterAct.PublishAsync(desk, party, next, root, isOffline, cancellation).ConfigureAwait(false);
        RosterAct.Record(parsed, party, next, "root take-over", $"the consortium's root key is {root.Public.Fingerprint}");
        Console.Out.WriteLine("nodes, and whoever verifies releases, follow by themselves: they trust the first root key, and the roster has the line of handovers from it");
        Console.Out.WriteLine($"next: give {Shell.Quote(key.ToString())} with --root-key from here on, or put it in the place of root.key; destroy the key of before");
        return ExitCode.Done;
    }
}
