using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FedMat.Cli.Membership;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat coordinator audit`: what people did at the coordinator, and whether its log of that is as it was written.</summary>
internal static class AuditCommand
{
    private const int ShownRows = 20;
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        Option<long> last = NumberOption.Create("--last", "How many of the last rows are shown.", ShownRows, 0, 100_000);
        Option<string?> noted = new("--anchor") { Description = "COUNT:HASH as it was printed and noted earlier: proves that no row up to it was rewritten." };
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("audit", "What people did at the coordinator, and whether the log of it is as it was written.")
        {
            last, noted, json, AdministratorOptions.As, AdministratorOptions.At, AdministratorOptions.PassphraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            LedgerAnchor? anchor = parsed.GetValue(noted) is { } text ? LedgerAnchor.Parse(text) : null;
            using AdministratorParty party = AdministratorOptions.ReadParty(parsed);
            using MembershipLink link = AdministratorOptions.Connect(parsed, party);
            AuditWalk walk = new(anchor, (int)parsed.GetValue(last));
            await walk.RunAsync(after => link.AuditAsync(after, cancellation)).ConfigureAwait(false);
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(Document(walk, anchor), JsonForm));
            else
                foreach (string line in Lines(walk, anchor))
                    Console.Out.WriteLine(TerminalText.Plain(line));
            return walk.Fault is null
                ? ExitCode.Done
                : throw new RefusedException(RefusalCode.LedgerAltered, $"the coordinator's audit log: {walk.Fault}. Rows before it hold together");
        });
        return command;
    }

    internal static IEnumerable<string> Lines(AuditWalk walk, LedgerAnchor? anchor)
    {
        foreach (AuditRecord row in walk.Rows)
            yield return string.Create(CultureInfo.InvariantCulture, $"{row.Number,6}  {row.Entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {row.Entry.Who} {row.Entry.What}: {row.Entry.Detail}");
        if (walk.Fault is not null)
            yield break;
        if (walk.Last is not { } last)
        {
            yield return "Nothing is in the log.";
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"The chain holds: {last.Count} rows, times in UTC.");
        yield return anchor is null
            ? "Whether all of it was written anew, only a row can tell that was noted elsewhere: --anchor."
            : "They go on from the row that was noted.";
        yield return $"Last row: {last}";
    }

    private static object Document(AuditWalk walk, LedgerAnchor? anchor) => new
    {
        holds = walk.Fault is null,
        fault = walk.Fault,
        isAnchored = anchor is not null,
        last = walk.Last?.ToString(),
        rows = walk.Rows.Select(row => new { row.Number, row.Entry.At, row.Entry.Who, row.Entry.What, row.Entry.Detail, hash = row.Hash.ToString() }),
    };
}
