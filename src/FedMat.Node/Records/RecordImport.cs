using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Storage;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>
/// Takes a file of the lab into the node's records: all rows that fit the contract or, where something breaks, none. The same bytes change nothing a second
/// time.
/// </summary>
/// <param name="store">Where records are kept.</param>
/// <param name="contract">What the file's columns mean.</param>
public sealed class RecordImport(RecordStore store, DataContract contract)
{
    /// <summary>What a mapping's file beside the input is called, after the input's name.</summary>
    public const string MappingSuffix = ".mapping.json";

    private const int RowsBetweenReports = 10_000;

    /// <param name="path">The file.</param>
    /// <param name="mapping">What a person has decided about it; null finds everything.</param>
    /// <param name="replace">Whether it takes the place of the import of a file of the same name.</param>
    /// <param name="progress">Told how many rows were read, now and then; on the caller's thread.</param>
    /// <param name="cancellation">Undoes what was begun.</param>
    /// <exception cref="InputException">
    /// The file cannot be read, a person has to decide something (the proposed mapping lies beside the file), a file of this name is there, or no row fits.
    /// </exception>
    public async Task<ImportResult> RunAsync(
        string path, TableMapping? mapping, bool replace, Action<long> progress, CancellationToken cancellation)
    {
        using FileStream stream = OpenFile(path);
        Digest hash = await HashAsync(stream, cancellation).ConfigureAwait(false);
        if (await store.FindImportAsync(hash, cancellation).ConfigureAwait(false) is { } known)
            return new ImportResult(known, WasThere: true, null, null, [], []);
        int? replaces = await ReplacesAsync(path, replace, cancellation).ConfigureAwait(false);
        using TableImport table = TableImport.Open(stream, path, contract, mapping);
        if (table.Questions.Count > 0)
            throw Unclear(path, table);
        using RejectionFile rejected = new(path);
        NewImport file = new(Path.GetFileName(path), hash, table.Mapping.Layout.Sheet ?? "", contract.ToJson(), table.Mapping.ToJson(), Environment.UserName);
        ImportRecord import;
        try
        {
            import = await store.TakeAsync(
                file, replaces, () => Read(path, table, rejected, progress, cancellation), () => rejected.Rows, cancellation).ConfigureAwait(false);
        }
        catch (InputException) when (table.Read > 0 && table.Accepted == 0)
        {
            rejected.Keep();
            throw;
        }

        return new ImportResult(import, WasThere: false, replaces, rejected.Keep(), table.Notes, table.Readings);
    }

    private IEnumerable<NewRecord> Read(string path, TableImport table, RejectionFile rejected, Action<long> progress, CancellationToken cancellation)
    {
        SampleJson samples = new(contract);
        SourceJson sources = new(table.Headers);
        foreach (ImportedRow row in table.Rows())
        {
            if (table.Read % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress(table.Read);
            }

            if (row.Record is null)
                rejected.Add(row.Rejections);
            else
                yield return new NewRecord(row.Row, sources.Write(row.Cells), samples.Write(row.Record));
        }

        if (table.Accepted == 0)
            throw new InputException(
                $"none of its {table.Read} rows fits the contract '{contract.Name}', and nothing was imported",
                $"{Path.GetFileName(rejected.Path)} beside it says why; correct the rows, or give a mapping with --map.", path);
    }

    private async Task<int?> ReplacesAsync(string path, bool replace, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        List<ImportRecord> earlier = await store.ImportsOfAsync(name, cancellation).ConfigureAwait(false);
        if (earlier.Count == 0)
            return null;
        return replace
            ? earlier[^1].Number
            : throw new InputException(
                $"import {earlier[^1].Number} is of a file of this name with other content",
                "Add --replace to put this one in its place, or give the file another name to keep both.", path);
    }

    private static InputException Unclear(string path, TableImport table)
    {
        string proposal = path + MappingSuffix;
        if (!File.Exists(proposal))
            AtomicFile.Write(proposal, System.Text.Encoding.UTF8.GetBytes(table.Mapping.ToJson()));
        return new InputException(
            $"it is not clear how to read this table. {string.Join(" ", table.Questions.Take(5)).TrimEnd('.')}",
            $"Correct the proposal in {Path.GetFileName(proposal)} and add --map {proposal}.", path);
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string what = Directory.Exists(path) ? "this is a folder" : File.Exists(path) ? $"it cannot be read ({error.Message})" : "there is no such file";
            throw new InputException(what, "Give the path of a CSV or Excel file.", path, cause: error);
        }
    }

    private static async Task<Digest> HashAsync(FileStream stream, CancellationToken cancellation)
    {
        byte[] hash = await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false);
        stream.Position = 0;
        return Digest.FromBytes(hash);
    }
}
