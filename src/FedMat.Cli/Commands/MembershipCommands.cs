using System.CommandLine;
using System.Text.Json;
using FedMat.Cli.Membership;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator invite`, `members`, `decline`, `revoke`.</summary>
internal static class MembershipCommands
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);

    public static readonly Option<long?> Item = new("--item") { Description = "The item's number as members shows it, where several are about one name." };

    public static Command Invite()
    {
        Option<string> name = new("--member") { Description = "The organisation's name in the roster.", Required = true };
        Option<TimeSpan> expires = DurationOption.Create(
            "--expires", "How long the invitation can be used: 12h, 7d.", TimeSpan.FromDays(7), TimeSpan.FromMinutes(1), TimeSpan.FromDays(90));
        Command command = new("invite", "Let an organisation ask to join, once. Prints the line for its steward.")
        {
            name, expires, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            RequireFreeName(party.Roster, parsed.GetRequiredValue(name));
            Invitation invitation = await InviteAsync(parsed, party, parsed.GetRequiredValue(name), parsed.GetValue(expires), cancellation).ConfigureAwait(false);
            Console.Error.WriteLine($"the invitation of '{invitation.Member}' to {invitation.Coordinator} can be used once until {invitation.Expires:yyyy-MM-dd HH:mm} UTC.");
            Console.Error.WriteLine("Send this line to its steward over a channel of its own; whoever has it can ask in that name:");
            Console.Out.WriteLine(invitation.ToLine());
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The coordinator gets the token's hash; the token is in the line alone.</summary>
    private static async Task<Invitation> InviteAsync(ParseResult parsed, AdministratorParty party, string member, TimeSpan expires, CancellationToken cancellation)
    {
        using MembershipLink link = AdministratorOptions.Connect(parsed, party);
        Roster roster = (await new RosterDesk(party, link).PresentAsync(cancellation).ConfigureAwait(false)).Content;
        RequireFreeName(roster, member);
        Invitation invitation = Invitation.Create(
            AdministratorOptions.Address(parsed, party), roster.Coordinator.Pin, roster.Root, member, Moment.Whole(TimeProvider.System.GetUtcNow() + expires), roster.Consortium);
        await link.InviteAsync(member, invitation.TokenHash, invitation.Expires, cancellation).ConfigureAwait(false);
        return invitation;
    }

    public static Command Members()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("members", "Show the roster, and who was invited, asks to join, wants other keys or leaves.")
        {
            json, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            using MembershipLink link = AdministratorOptions.Connect(parsed, party);
            Roster roster = (await new RosterDesk(party, link).PresentAsync(cancellation).ConfigureAwait(false)).Content;
            IReadOnlyList<PendingEntry> pending = await link.PendingAsync(roster, cancellation).ConfigureAwait(false);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(MembersDocument.Of(roster, pending), JsonForm));
            else
                Console.Out.WriteLine(string.Join('\n', MembersText.Lines(roster, pending, now)));
            if (MembersText.Warning(roster, now) is { } warning)
                Console.Error.WriteLine($"fedmat: {warning}");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Decline()
    {
        Argument<string> name = new("name") { Description = "Whom the request or the invitation is about." };
        Command command = new("decline", "Turn down what asks for approval, or withdraw an invitation.")
        {
            name, Item, AdministratorOptions.Reason, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            using MembershipLink link = AdministratorOptions.Connect(parsed, party);
            Roster roster = (await new RosterDesk(party, link).PresentAsync(cancellation).ConfigureAwait(false)).Content;
            PendingEntry entry = PendingChoice.Find(
                await link.PendingAsync(roster, cancellation).ConfigureAwait(false), parsed.GetRequiredValue(name), parsed.GetValue(Item));
            await link.DeclineAsync(entry.Id, parsed.GetValue(AdministratorOptions.Reason)!, cancellation).ConfigureAwait(false);
            string what = $"item {entry.Id} about '{entry.Name}' was declined";
            ActJournal.Add(party.Folder, TimeProvider.System.GetUtcNow(), "decline", roster.Number, what, parsed.GetValue(AdministratorOptions.Reason)!);
            Console.Out.WriteLine(what);
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Revoke()
    {
        Argument<string> name = new("name") { Description = "The member's name in the roster." };
        Command command = new("revoke", "Take a member out of the consortium: the next roster marks it, and its calls are refused from then on.")
        {
            name, AdministratorOptions.Reason, AdministratorOptions.RootKey, AdministratorOptions.Offline,
            AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction((parsed, cancellation) => RosterAct.RunAsync(parsed, "revoke", (roster, now) =>
        {
            Member member = NextRoster.Named(roster, parsed.GetRequiredValue(name))
                ?? throw new InputException($"the roster names no member '{parsed.GetRequiredValue(name)}'", $"It names: {string.Join(", ", roster.Members.Where(entry => entry.Revoked is null).Select(entry => entry.Name))}.");
            return (NextRoster.Revoke(roster, member.Id, now), $"'{member.Name}' is revoked");
        }, cancellation));
        return command;
    }

    private static void RequireFreeName(Roster roster, string name)
    {
        try
        {
            MemberName.Require(name, "--member");
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message, "Give another name.", cause: error);
        }

        if (NextRoster.Named(roster, name) is { } there)
            throw new InputException($"the roster has a member '{there.Name}' already", "Invite under another name; a member that wants other keys needs no invitation.");
    }
}
