using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>One act of the administrator that makes the next roster: from the present one, under the root key, to the coordinator.</summary>
internal static class RosterAct
{
    /// <param name="parsed">The line with the shared options.</param>
    /// <param name="act">As the command is called; goes into the journal.</param>
    /// <param name="change">Makes the next roster, and says in words what it does.</param>
    /// <param name="cancellation">Ends the waits.</param>
    public static async Task<int> RunAsync(
        ParseResult parsed, string act, Func<Roster, DateTimeOffset, (Roster Next, string What)> change, CancellationToken cancellation)
    {
        using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
        using MembershipLink? link = IsOffline(parsed) ? null : AdministratorOptions.Connect(parsed, party);
        RosterDesk desk = new(party, link);
        Roster present = (await desk.PresentAsync(cancellation).ConfigureAwait(false)).Content;
        DateTimeOffset now = Moment.Whole(TimeProvider.System.GetUtcNow());
        (Roster next, string what) = change(present, now);
        using SigningKey root = AdministratorOptions.OpenRoot(parsed, party, present);
        await PublishAsync(desk, party, next, root, link is null, cancellation).ConfigureAwait(false);
        Record(parsed, party, next, act, what);
        return ExitCode.Done;
    }

    /// <summary>Publishes a roster, and says which or what to do with it.</summary>
    public static async Task PublishAsync(
        RosterDesk desk, AdministratorParty party, Roster next, SigningKey root, bool isOffline, CancellationToken cancellation)
    {
        await desk.PublishAsync(next, root, cancellation).ConfigureAwait(false);
        Console.Error.WriteLine(isOffline
            ? $"roster {next.Number} is signed and was sent to nobody: put {Shell.Quote(Path.Combine(party.Folder, PartyFolder.RosterFile))} in the place of the coordinator's 'rosterFile' and start it again"
            : $"roster {next.Number} is published");
    }

    /// <summary>Keeps the act in the journal and prints it.</summary>
    public static void Record(ParseResult parsed, AdministratorParty party, Roster next, string act, string what)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string reason = parsed.CommandResult.Command.Options.Contains(AdministratorOptions.Reason) ? parsed.GetValue(AdministratorOptions.Reason)! : "";
        ActJournal.Add(party.Folder, now, act, next.Number, what, reason);
        Console.Out.WriteLine(what);
        if (MembersText.Warning(next, now) is { } warning)
            Console.Error.WriteLine($"fedmat: {warning}");
    }

    /// <summary>Whether the line says that nobody is to be called.</summary>
    public static bool IsOffline(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(AdministratorOptions.Offline) && parsed.GetValue(AdministratorOptions.Offline);
}
