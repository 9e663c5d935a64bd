using System.CommandLine;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator approve`: the next roster, with what a member asks for in it.</summary>
internal static class ApproveCommand
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = "Who asks." };
        Option<string?> fingerprint = new("--fingerprint") { Description = "What the steward read out, over a channel of its own. Without it the command asks." };
        Option<long?> days = new("--valid-days") { Description = "How long the member's entry is valid, in days: 365 for a new member; other keys leave it as it is." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is < 1 or > 3650)
                result.AddError("--valid-days takes a number from 1 to 3650");
        });
        Command command = new("approve", "Sign the next roster: with a new member, with other keys of one, or without one that leaves.")
        {
            name, fingerprint, days, MembershipCommands.Item, AdministratorOptions.RootKey,
            AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            using MembershipLink link = AdministratorOptions.Connect(parsed, party);
            RosterDesk desk = new(party, link);
            Roster present = (await desk.PresentAsync(cancellation).ConfigureAwait(false)).Content;
            PendingEntry entry = PendingChoice.Find(
                await link.PendingAsync(present, cancellation).ConfigureAwait(false), parsed.GetRequiredValue(name), parsed.GetValue(MembershipCommands.Item));
            PendingChoice.RequireApprovable(entry);
            Approval approval = Approval.Of(entry, present, TimeProvider.System.GetUtcNow(), parsed.GetValue(days));
            Compare(entry, parsed.GetValue(fingerprint));
            using SigningKey root = AdministratorOptions.OpenRoot(parsed, party, present);
            await RosterAct.PublishAsync(desk, party, approval.Next, root, isOffline: false, cancellation).ConfigureAwait(false);
            RosterAct.Record(parsed, party, approval.Next, "approve", approval.What);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Only the keys that the steward has may get into the roster. A departure brings none, and its signature is the member's.</summary>
    private static void Compare(PendingEntry entry, string? heard)
    {
        if (entry.Fingerprint is not { } fingerprint)
            return;
        Console.Error.WriteLine($"'{entry.Name}' {(entry.Kind == PendingKind.Join ? "asks to join" : "wants other keys")}, with the fingerprint");
        Console.Error.WriteLine($"  {fingerprint}");
        if (heard is not null)
        {
            PendingChoice.RequireSame(entry, heard);
            return;
        }

        if (Console.IsInputRedirected)
            throw new InputException("nobody was asked whether the fingerprint is the steward's", "Compare it over a channel of its own, and give what the steward read out with --fingerprint.");
        Console.Error.Write($"Call the steward of '{entry.Name}'. Does the steward read out the same? [y/N] ");
        if (Console.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw PendingChoice.Differs(entry);
    }
}
