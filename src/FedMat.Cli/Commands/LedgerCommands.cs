using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Storage.Node;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node ledger ...`: what left this site, and whether the list of it is as it was written. Works beside a running node.</summary>
internal static class LedgerCommands
{
    private const int ShownLines = 20;
    private const int ShortestId = 6;
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document: all lines." };
    private static readonly Option<string?> Study = new("--study") { Description = "Only what left for this study: its id, or the beginning of it." };
    private static readonly Option<long> Last = NumberOption.Create("--last", "How many of the last lines are shown.", ShownLines, 0, 100_000);
    private static readonly Option<string?> Anchor = new("--anchor") { Description = "COUNT:HASH as it was printed and noted earlier: proves that no line up to it was rewritten." };

    public static Command Create()
    {
        Command command = new("ledger", "Everything that left this site: totals for each day and study, and the last lines.") { HostCommands.Config, Study, Last, Json, Verify() };
        command.SetAction(parsed =>
        {
            using NodeView view = Open(Options(parsed));
            List<StoredEgress> lines = [.. view.Egress(study: null)];
            List<StoredEgress> chosen = Choose(lines, parsed.GetValue(Study));
            LedgerAnchor? anchor = lines is [.., { } last] ? new LedgerAnchor(last.Number, last.Hash) : null;
            if (parsed.GetValue(Json))
                Console.Out.WriteLine(JsonSerializer.Serialize(LedgerDocument.Of(chosen, anchor), JsonForm));
            else
                Print(chosen, anchor, (int)parsed.GetValue(Last), Shell.Quote(parsed.GetRequiredValue(HostCommands.Config).ToString()));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        Command command = new("verify", "Whether the ledger is as it was written: each line, each receipt, each vector.") { HostCommands.Config, Anchor, Json };
        command.SetAction(parsed =>
        {
            NodeOptions options = Options(parsed);
            LedgerAnchor? anchor = parsed.GetValue(Anchor) is { } text ? LedgerAnchor.Parse(text) : null;
            using NodeView view = Open(options);
            LedgerReport report = LedgerCheck.Run(view, options.Root, anchor);
            if (parsed.GetValue(Json))
                Console.Out.WriteLine(JsonSerializer.Serialize(new { holds = true, last = report.Last?.ToString(), report.Vectors, report.Receipts, report.Messages, report.IsAnchored }, JsonForm));
            else
                Print(report);
            return ExitCode.Done;
        });
        return command;
    }

    private static NodeOptions Options(ParseResult parsed) => NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);

    private static NodeView Open(NodeOptions options) => NodeView.Open(options.Folder)
        ?? throw new InputException("the node has not run yet, so that there is no ledger", "Start it: fedmat node run --config node.json.", options.Folder);

    private static List<StoredEgress> Choose(List<StoredEgress> lines, string? study)
    {
        if (study is null)
            return lines;
        List<StoredEgress> chosen = study.Length < ShortestId
            ? throw new InputException($"'{study}' is too short for a study's id", $"Give at least {ShortestId} of its letters and digits.")
            : lines.FindAll(line => line.Entry.Study?.ToString().StartsWith(study, StringComparison.OrdinalIgnoreCase) == true);
        return chosen.Select(line => line.Entry.Study).Distinct().Count() switch
        {
            0 => throw new InputException($"nothing left for a study '{study}'", "Without --study everything is shown."),
            1 => chosen,
            _ => throw new InputException($"several studies begin with '{study}'", "Give more of the id."),
        };
    }

    private static void Print(List<StoredEgress> lines, LedgerAnchor? anchor, int last, string config)
    {
        if (anchor is null)
        {
            Console.Out.WriteLine("Nothing has left this site.");
            return;
        }

        Table totals = new Table { Border = TableBorder.Simple }.AddColumns("day (UTC)", "study", "vectors", "messages", "bytes", "receipts");
        foreach (LedgerTotal total in LedgerTotal.Of(lines))
            totals.AddRow([.. Cells(total).Select(Markup.Escape)]);
        AnsiConsole.Write(totals);
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("line", "when (UTC)", "what", "study", "round", "bytes", "SHA-256");
        foreach (StoredEgress line in lines.TakeLast(last))
            table.AddRow([.. Cells(line).Select(Markup.Escape)]);
        if (last > 0)
            AnsiConsole.Write(table);
        Console.Out.WriteLine($"Last line: {anchor}");
        Console.Out.WriteLine("Note it somewhere else. Later, this proves that nothing up to it was rewritten:");
        Console.Out.WriteLine($"  fedmat node ledger verify --config {config} --anchor {anchor}");
    }

    private static void Print(LedgerReport report)
    {
        if (report.Last is not { } last)
        {
            Console.Out.WriteLine("Nothing has left this site.");
            return;
        }

        Console.Out.WriteLine($"{last.Count} lines are as they were written: {report.Vectors} vectors, {report.Messages} other messages, {report.Receipts} receipts that the coordinator signed.");
        Console.Out.WriteLine(report.IsAnchored
            ? "They go on from the line that was noted."
            : "Whether all of it was written anew, only a line can tell that was noted elsewhere: --anchor.");
        Console.Out.WriteLine($"Last line: {last}");
    }

    private static string[] Cells(LedgerTotal total) =>
    [
        total.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), total.Study?.Short ?? "-", Number(total.Vectors), Number(total.Messages), Number(total.Bytes),
        Number(total.Receipts),
    ];

    private static string[] Cells(StoredEgress line) =>
    [
        Number(line.Number), line.Made.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), $"{line.Entry.Kind} {line.Entry.Stage}".TrimEnd(),
        line.Entry.Study?.Short ?? "-", line.Entry.Round is null ? "-" : $"{line.Entry.Round}.{line.Entry.Attempt}", Number(line.Entry.Bytes), line.Entry.Payload.Short,
    ];

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
