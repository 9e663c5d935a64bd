using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Storage.Records;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node import` and `fedmat node data ...`: from a lab's files to records, and what can be done with those.</summary>
internal static class RecordCommands
{
    private const int MostShown = 50;
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document." };
    private static readonly Option<int?> ImportNumber = new("--import") { Description = "The number of an import, as list shows it." };
    private static readonly Option<string?> RecordId = new("--record") { Description = "The id of a record, as show prints it." };

    public static Command Import()
    {
        Argument<FileInfo> file = new("file") { Description = "A table: CSV or Excel." };
        Option<FileInfo?> map = new("--map") { Description = "A mapping: which column means what, and in which unit. Proposed beside the file where that is not clear." };
        Option<bool> replace = new("--replace") { Description = "Take the place of the import of an earlier file of this name." };
        Command command = new("import", "Read a table into the node's records: all rows that fit the contract. The same file twice changes nothing.")
        {
            file, map, replace, HostCommands.Config, Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            (NodeOptions options, DataContract contract) = Settings(parsed);
            TableMapping? mapping = parsed.GetValue(map) is { } mapped ? TableMapping.Parse(await File.ReadAllTextAsync(mapped.FullName, cancellation).ConfigureAwait(false), mapped.ToString()) : null;
            using RecordStore store = RecordStore.Open(options.Folder, TimeProvider.System);
            string path = parsed.GetRequiredValue(file).ToString();
            ImportResult result = await new RecordImport(store, contract)
                .RunAsync(path, mapping, parsed.GetValue(replace), Progress, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
                Console.Out.WriteLine(JsonSerializer.Serialize(ImportDocument.Of(result), JsonForm));
            else
                Print(result, path, Shell.Quote(parsed.GetRequiredValue(HostCommands.Config).ToString()));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Data() => new("data", "The node's records: list, show, export, delete.") { List(), Show(), Export(), Delete() };

    private static Command List()
    {
        Command command = new("list", "The imports, and how many records there are.") { HostCommands.Config, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using RecordStore store = Open(parsed);
            List<ImportRecord> imports = await store.ImportsAsync(cancellation).ConfigureAwait(false);
            int records = await store.CountAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { records, imports = imports.Select(ImportDocument.Of) }, JsonForm));
                return ExitCode.Done;
            }

            Table table = new Table { Border = TableBorder.Simple }.AddColumns("import", "file", "records", "left out", "when", "who", "SHA-256");
            foreach (ImportRecord import in imports)
                table.AddRow([.. Cells(import).Select(Markup.Escape)]);
            AnsiConsole.Write(table);
            Console.Out.WriteLine($"{records} records");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        Command command = new("show", "Records with where they came from, what stood there and what it means.") { HostCommands.Config, ImportNumber, RecordId };
        command.SetAction(async (parsed, cancellation) =>
        {
            using RecordStore store = Open(parsed);
            RecordExport export = new(store, ReadContract(parsed));
            if (parsed.GetValue(RecordId) is { } id)
                await export.WriteOneAsync(await FindAsync(store, id, cancellation).ConfigureAwait(false), Console.Out, cancellation).ConfigureAwait(false);
            else if (await export.WriteAsync(await ChosenAsync(parsed, store, cancellation).ConfigureAwait(false), MostShown, Console.Out, cancellation).ConfigureAwait(false) == MostShown)
                Console.Error.WriteLine($"at most {MostShown} records are shown; export writes all");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export()
    {
        Option<FileInfo> output = new("--out") { Description = "The file to make; it must not exist.", Required = true };
        Command command = new("export", "Write records as JSON-LD: sample, source data, derived data and provenance.") { HostCommands.Config, ImportNumber, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using RecordStore store = Open(parsed);
            int? import = await ChosenAsync(parsed, store, cancellation).ConfigureAwait(false);
            string path = parsed.GetRequiredValue(output).FullName;
            int count = await new RecordExport(store, ReadContract(parsed)).SaveAsync(import, path, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"{count} records written to {parsed.GetRequiredValue(output)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Delete()
    {
        Command command = new("delete", "Delete an import or one record, for good: what is deleted is overwritten.") { HostCommands.Config, ImportNumber, RecordId };
        command.SetAction(async (parsed, cancellation) =>
        {
            using RecordStore store = Open(parsed);
            (int? import, string? id) = (parsed.GetValue(ImportNumber), parsed.GetValue(RecordId));
            if (import is null == (id is null))
                throw new InputException("it is not said what to delete", "Give --import NUMBER or --record ID.");
            bool found = import is { } number
                ? await store.DeleteImportAsync(number, cancellation).ConfigureAwait(false)
                : await store.DeleteAsync(id!, cancellation).ConfigureAwait(false);
            if (!found)
                throw new InputException(import is null ? $"there is no record '{id}'" : $"there is no import {import}", "See: fedmat node data list.");
            Console.Out.WriteLine(import is null ? $"record {id} is deleted" : $"import {import} and its records are deleted");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int?> ChosenAsync(ParseResult parsed, RecordStore store, CancellationToken cancellation)
    {
        if (parsed.GetValue(ImportNumber) is not { } number)
            return null;
        return await store.FindImportAsync(number, cancellation).ConfigureAwait(false) is not null
            ? number
            : throw new InputException($"there is no import {number}", "See: fedmat node data list.");
    }

    private static async Task<StoredRecord> FindAsync(RecordStore store, string id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation).ConfigureAwait(false)
        ?? throw new InputException($"there is no record '{id}'", "Give the whole id, as show and export print it.");

    private static (NodeOptions Options, DataContract Contract) Settings(ParseResult parsed)
    {
        NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
        return (options, options.ReadContract());
    }

    private static DataContract ReadContract(ParseResult parsed) => Settings(parsed).Contract;

    private static RecordStore Open(ParseResult parsed)
    {
        NodeOptions options = Settings(parsed).Options;
        return RecordStore.IsIn(options.Folder)
            ? RecordStore.Open(options.Folder, TimeProvider.System)
            : throw new InputException("the node has no records", "Import a table: fedmat node import FILE --config node.json.");
    }

    private static void Print(ImportResult result, string path, string config)
    {
        foreach (string line in ImportText.Lines(result, path))
            Console.Out.WriteLine(line);
        if (result.RejectionFile is not null)
            Console.Out.WriteLine("Correct the rows in the file and import it with --replace.");
        if (result.WasThere)
            return;
        Console.Out.WriteLine($"Next: fedmat node check --config {config}");
        Console.Out.WriteLine($"To undo: fedmat node data delete --import {result.Import.Number} --config {config}");
    }

    private static void Progress(long rows) => Console.Error.WriteLine($"  {rows.ToString("#,0", CultureInfo.InvariantCulture)} rows read");

    private static string[] Cells(ImportRecord import) =>
    [
        import.Number.ToString(CultureInfo.InvariantCulture), import.File, import.Records.ToString(CultureInfo.InvariantCulture),
        import.Rejected.ToString(CultureInfo.InvariantCulture), import.Taken.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), import.Who,
        import.Hash.Short,
    ];
}
