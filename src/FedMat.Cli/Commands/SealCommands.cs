using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Storage;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat key ...`: private keys' files under a passphrase, of a coordinator, a node or an administrator.</summary>
internal static class SealCommands
{
    private static readonly Argument<FileInfo[]> Files = new("files") { Description = "Private keys' files: identity.key, tls.pem, ...", Arity = ArgumentArity.OneOrMore };

    public static Command Create() => new("key", "Seal private keys' files with a passphrase, or change it.") { Seal(), Rekey() };

    private static Command Seal()
    {
        Command command = new("seal", "Seal private keys where they lie. Whoever runs with them gives the passphrase from then on.") { Files, AdministratorOptions.PassphraseFile };
        command.SetAction(parsed =>
        {
            Passphrase passphrase = PassphrasePrompt.Choose(parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName, "the private keys");
            KeyFiles.Seal(Paths(parsed), passphrase);
            return Say(parsed, "is sealed");
        });
        return command;
    }

    private static Command Rekey()
    {
        Option<FileInfo?> next = new("--new-passphrase-file") { Description = "A file with the new passphrase, mode 0600; without it the terminal." };
        Command command = new("rekey", "Give sealed private keys another passphrase.") { Files, AdministratorOptions.PassphraseFile, next };
        command.SetAction(parsed =>
        {
            IReadOnlyList<string> paths = Paths(parsed);
            foreach (string path in paths)
                KeyFiles.ReadSealed(path);
            Passphrase before = PassphrasePrompt.Present(parsed.GetValue(AdministratorOptions.PassphraseFile)?.FullName, "the passphrase so far");
            KeyFiles.Rekey(paths, before, PassphrasePrompt.Choose(parsed.GetValue(next)?.FullName, "the private keys from here on", isNew: true));
            return Say(parsed, "has another passphrase");
        });
        return command;
    }

    private static string[] Paths(ParseResult parsed) => [.. parsed.GetRequiredValue(Files).Select(file => file.FullName)];

    private static int Say(ParseResult parsed, string what)
    {
        foreach (FileInfo file in parsed.GetRequiredValue(Files))
            Console.Out.WriteLine($"{file} {what}");
        return ExitCode.Done;
    }
}
