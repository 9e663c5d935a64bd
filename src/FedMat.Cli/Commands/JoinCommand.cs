using System.CommandLine;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node join`: an organisation answers its invitation.</summary>
internal static class JoinCommand
{
    private const int DefaultWait = 10;

    public static readonly Option<long> Wait = NumberOption.Create("--wait", "Minutes to wait for the administrator.", DefaultWait, 0, 10_080);

    public static Command Create()
    {
        Argument<string> line = new("line") { Description = "The invitation, one line that begins with fedmat1. ; or - to read it from standard input." };
        Option<DirectoryInfo?> folder = new("--folder") { Description = "The new member's folder; without it one of the member's name in the current folder." };
        Option<FileInfo?> passphrase = new("--passphrase-file")
        {
            Description = "A file with a passphrase, mode 0600: the private keys are sealed with it. Without it the variable FEDMAT_PASSPHRASE, if it is set.",
        };
        Option<string?> proxy = new("--proxy") { Description = "The HTTP proxy to connect through, http://host:port, or environment." };
        Option<FileInfo?> credentials = new("--proxy-credentials-file") { Description = "A file with user:password for the proxy, mode 0600." };
        Command command = new("join", "Join a consortium: make the keys, ask to be enrolled, wait for the approval.") { line, folder, Wait, passphrase, proxy, credentials };
        command.SetAction(async (parsed, cancellation) =>
        {
            JoinSettings settings = new(parsed.GetValue(passphrase)?.FullName, parsed.GetValue(proxy), parsed.GetValue(credentials)?.FullName);
            using NewMember member = NewMember.Prepare(Read(parsed.GetRequiredValue(line)), parsed.GetValue(folder)?.FullName, settings, TimeProvider.System);
            Introduce(member);
            Roster roster = await JoinAsync(member, parsed.GetValue(Wait), cancellation).ConfigureAwait(false);
            Welcome(member, roster);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The fingerprint as people read it out: large and plain.</summary>
    public static void ShowFingerprint(string fingerprint)
    {
        string groups = fingerprint.Replace("-", "  -  ", StringComparison.Ordinal);
        string rule = new('=', groups.Length + 8);
        Console.Out.WriteLine($"\n    {rule}\n        {groups}\n    {rule}\n");
    }

    private static string Read(string line) => line == "-"
        ? Console.In.ReadLine() ?? throw new InputException("there is no line on standard input", "Pipe the invitation into the command.")
        : line;

    private static void Introduce(NewMember member)
    {
        Console.Out.WriteLine($"'{member.Invitation.Member}' asks to join the consortium at {member.Invitation.Coordinator}");
        Console.Out.WriteLine("The keys were made here and stay here. Read this to the administrator, over the telephone or face to face, not by the mail that brought the invitation:");
        ShowFingerprint(member.Fingerprint);
    }

    private static async Task<Roster> JoinAsync(NewMember member, long minutes, CancellationToken cancellation)
    {
        try
        {
            return await member.JoinAsync(TimeSpan.FromMinutes(minutes), Console.Error.WriteLine, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}. The request stays at the coordinator: run the same command again, and it goes on with the same keys", error);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("The request stays at the coordinator: run the same command again, and it goes on with the same keys.");
            throw;
        }
    }

    private static void Welcome(NewMember member, Roster roster)
    {
        string config = Shell.Quote(Path.GetRelativePath(Environment.CurrentDirectory, member.Config));
        Console.Out.WriteLine($"Approved: roster {roster.Number} names '{member.Invitation.Member}' with these keys.");
        Console.Out.WriteLine($"""

            Next:
              1. Who else is in it:             fedmat node members --config {config}
                 Compare each fingerprint with its steward, then:
                                                fedmat node members confirm NAME --config {config}
              2. Put the data contract beside {config} as contract.json.
              3. Put in the data:               fedmat node import FILE --config {config}
                 and see what would be used:    fedmat node check --config {config}
              4. Say what the node may do by itself (policyFile), or let it ask about every study.
              5. Run the node:                  fedmat node run --config {config}
            """);
    }
}
