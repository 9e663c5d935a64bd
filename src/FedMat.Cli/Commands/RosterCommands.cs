using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator roster renew` and `fedmat coordinator rotate-key`: the roster's own end, and the coordinator's own keys.</summary>
internal static class RosterCommands
{
    public static Command Create() => new("roster", "Keep the roster valid.") { Renew() };

    public static Command RotateKey()
    {
        Option<DirectoryInfo> output = new("--out") { Description = "A new or an empty folder for the coordinator's new keys.", Required = true };
        Command command = new("rotate-key", "Give the coordinator new keys: makes them, and signs the roster that names them.")
        {
            output, AdministratorOptions.RootKey, AdministratorOptions.Offline, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction((parsed, cancellation) => RotateAsync(parsed, parsed.GetRequiredValue(output).ToString(), cancellation));
        return command;
    }

    private static async Task<int> RotateAsync(ParseResult parsed, string folder, CancellationToken cancellation)
    {
        NewFolder.RequireFree(folder);
        bool isOffline = RosterAct.IsOffline(parsed);
        using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
        using MembershipLink? link = isOffline ? null : AdministratorOptions.Connect(parsed, party);
        RosterDesk desk = new(party, link);
        Roster present = (await desk.PresentAsync(cancellation).ConfigureAwait(false)).Content;
        using SigningKey root = AdministratorOptions.OpenRoot(parsed, party, present);
        using CoordinatorKeys keys = CoordinatorKeys.Create(party.Consortium?.Name ?? "coordinator", AdministratorOptions.Address(parsed, party), TimeProvider.System.GetUtcNow());
        Roster next = NextRoster.RotateCoordinator(present, keys.Entry);
        keys.Write(folder, Signed<Roster>.Sign(next, root));
        await PublishAsync(() => RosterAct.PublishAsync(desk, party, next, root, isOffline, cancellation), folder).ConfigureAwait(false);
        RosterAct.Record(parsed, party, next, "rotate-key", $"the coordinator's new keys are in {Shell.Quote(folder)}");
        Console.Out.WriteLine("next: stop the coordinator, put identity.key, tls.pem and roster.json in the place of the files that its coordinator.json names, and start it again;");
        Console.Out.WriteLine("until then nodes and administrators that have the new roster do not take it for the coordinator");
        return ExitCode.Done;
    }

    /// <summary>The keys lie on the disk before anybody hears of them: a roster that names keys which nobody has would stop the consortium.</summary>
    private static async Task PublishAsync(Func<Task> publish, string folder)
    {
        try
        {
            await publish().ConfigureAwait(false);
        }
        catch (RpcException error) when (error.ToRefusal() is not null)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static Command Renew()
    {
        Option<long> days = AdministratorOptions.ValidDays("How long the roster, and the administrators in it, are valid from today, in days.");
        Option<bool> members = new("--members") { Description = "The nodes' entries too." };
        Command command = new("renew", "Sign the next roster with a later end.")
        {
            days, members, AdministratorOptions.RootKey, AdministratorOptions.Offline,
            AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction((parsed, cancellation) => RosterAct.RunAsync(parsed, "roster renew", (roster, now) =>
        {
            DateTimeOffset end = Moment.DaysAfter(now, parsed.GetValue(days));
            Roster next = NextRoster.Renew(roster, end, parsed.GetValue(members));
            return (next, $"roster {next.Number} is valid until {end:yyyy-MM-dd}");
        }, cancellation));
        return command;
    }
}
