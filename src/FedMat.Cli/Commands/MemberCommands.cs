using System.CommandLine;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node members ...`: who is in the roster, and whom this node's steward knows.</summary>
internal static class MemberCommands
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);
    private static readonly Argument<string> Name = new("name") { Description = "The member's name in the roster." };

    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("members", "Everybody in the roster, and who is known here and why.") { HostCommands.Config, json, Confirm(), Forget(), Vouch() };
        command.SetAction(async (parsed, cancellation) =>
        {
            using MemberBook book = Open(parsed);
            IReadOnlyList<MemberStanding> members = await book.ListAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(Document(book, members), JsonForm));
            else
                Print(book, members);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Confirm()
    {
        Option<string?> fingerprint = new("--fingerprint") { Description = "What the member read to you; without it you are asked." };
        Command command = new("confirm", "Take down that you have compared a member's fingerprint with the member itself.") { Name, fingerprint, HostCommands.Config };
        command.SetAction(async (parsed, cancellation) =>
        {
            using MemberBook book = Open(parsed);
            Member member = book.Find(parsed.GetRequiredValue(Name));
            string typed = parsed.GetValue(fingerprint) ?? Ask(member.Name);
            if (!book.IsFingerprintOf(member, typed))
            {
                throw new InputException(
                    $"the keys that the roster gives '{member.Name}' have another fingerprint: {MemberFingerprint.Of(book.Roster.Consortium, member)}",
                    "Nothing was confirmed. If it was not mistyped, somebody else's keys stand there in that name: tell the other stewards.");
            }

            await book.ConfirmAsync(member, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"'{member.Name}' is known here. To let others go by your word: fedmat node members vouch {Shell.Quote(member.Name)} --config {Config(parsed)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Forget()
    {
        Command command = new("forget", "Take a confirmation back.") { Name, HostCommands.Config };
        command.SetAction(async (parsed, cancellation) =>
        {
            using MemberBook book = Open(parsed);
            string name = parsed.GetRequiredValue(Name);
            Member member = book.Roster.Named(name) ?? book.Find(name);
            bool found = await book.ForgetAsync(member.Id, cancellation).ConfigureAwait(false);
            MemberStanding standing = (await book.ListAsync(cancellation).ConfigureAwait(false)).Single(each => each.Member.Id == member.Id);
            Console.Out.WriteLine(found ? $"'{name}' is confirmed here no longer" : $"'{name}' was not confirmed here");
            if (standing.IsKnown)
                Console.Out.WriteLine($"It is known all the same: {standing.Why(book.VouchesNeeded)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Vouch()
    {
        Command command = new("vouch", "Tell the other members that you have compared a member's fingerprint.") { Name, HostCommands.Config };
        command.SetAction(async (parsed, cancellation) =>
        {
            using MemberBook book = Open(parsed);
            Member member = book.Find(parsed.GetRequiredValue(Name));
            if (!await book.IsConfirmedAsync(member, cancellation).ConfigureAwait(false))
            {
                throw new InputException(
                    $"you have not confirmed '{member.Name}' with the keys that it has now",
                    $"Compare its fingerprint first: fedmat node members confirm {Shell.Quote(member.Name)} --config {Config(parsed)}.");
            }

            using SiteMember self = SiteMember.Open(NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName), TimeProvider.System);
            await self.VouchAsync(member, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"The coordinator passes on that '{self.Self.Name}' vouches for '{member.Name}'");
            return ExitCode.Done;
        });
        return command;
    }

    private static MemberBook Open(ParseResult parsed) =>
        MemberBook.Open(NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName), TimeProvider.System);

    private static string Config(ParseResult parsed) => Shell.Quote(parsed.GetRequiredValue(HostCommands.Config).ToString());

    /// <summary>It is typed, not nodded to: what is on the screen already is not what the member reads out.</summary>
    private static string Ask(string name)
    {
        if (Console.IsInputRedirected)
            throw new InputException("there is no terminal to ask at", "Give what the member read to you: --fingerprint xxxx-xxxx-xxxx-xxxx-xxxx-xxxx.");
        Console.Error.Write($"Let '{name}' read its fingerprint to you, over the telephone or face to face, and type it: ");
        return Console.In.ReadLine() ?? "";
    }

    private static object Document(MemberBook book, IReadOnlyList<MemberStanding> members) => new
    {
        roster = book.Roster.Number,
        validUntil = book.Roster.NotAfter,
        vouchesNeeded = book.VouchesNeeded,
        members = members.Select(each => new
        {
            name = each.Member.Name,
            id = each.Member.Id.ToString(),
            role = each.Member.Role.ToString().ToLowerInvariant(),
            fingerprint = each.Fingerprint,
            validUntil = each.Member.NotAfter,
            revoked = each.Member.Revoked,
            known = each.IsKnown,
            why = each.Why(book.VouchesNeeded),
            confirmed = each.Confirmed,
            vouchers = each.Vouchers,
        }),
    };

    private static void Print(MemberBook book, IReadOnlyList<MemberStanding> members)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("member", "role", "fingerprint", "valid until", "known", "why");
        foreach (MemberStanding each in members)
        {
            table.AddRow([.. new[]
            {
                each.Member.Name, each.Member.Role.ToString().ToLowerInvariant(), each.Fingerprint, $"{each.Member.NotAfter:yyyy-MM-dd}",
                each.IsKnown ? "yes" : "no", each.Why(book.VouchesNeeded),
            }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine($"roster {book.Roster.Number}{(book.Roster.NotAfter is { } end ? $", valid until {end:yyyy-MM-dd}" : "")}");
    }
}
