using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>A site's rows one after the other, each with the reason why no study uses it: the table of 'dataFile', or else the node's records.</summary>
internal sealed class SiteSamples(NodeOptions options, DataContract contract)
{
    /// <summary>The ids of the records, each as what those of its file begin with, and its row.</summary>
    private readonly List<(string File, int Line)> records = [];

    /// <summary>Hands every row on.</summary>
    /// <param name="take">Gets a row, and why no study uses it.</param>
    /// <param name="cancellation">Heeded between two rows.</param>
    /// <exception cref="InputException">A cell does not fit the contract, or there are no records.</exception>
    public async Task ReadAsync(Action<SampleRecord, string?> take, CancellationToken cancellation)
    {
        if (options.DataFile is { } file)
        {
            ReadTable(file, take, cancellation);
            return;
        }

        if (!RecordStore.IsIn(options.Folder))
            throw new InputException("the node has no records, and its settings name no 'dataFile'", "Import a table: fedmat node import FILE --config node.json.");
        using RecordStore store = RecordStore.Open(options.Folder, TimeProvider.System);
        await StudyRecords.CheckAsync(store, contract, cancellation).ConfigureAwait(false);
        await store.ReadAsync(null, stored => ReadRecords(stored, take, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>The id of the row that was handed on as the given one, from 0; null where it is no record.</summary>
    public string? Record(int order) => order < records.Count ? $"{records[order].File}{records[order].Line}" : null;

    private bool ReadRecords(IEnumerable<StoredRecord> stored, Action<SampleRecord, string?> take, CancellationToken cancellation)
    {
        foreach (SampleRecord sample in StudyRecords.Samples(stored.Select(Note), contract))
        {
            cancellation.ThrowIfCancellationRequested();
            take(sample, SampleUse.WhyNot(sample, contract));
        }

        return true;
    }

    private StoredRecord Note(StoredRecord record)
    {
        ReadOnlySpan<char> file = record.Id.AsSpan(0, record.Id.Length - $"{record.Line}".Length);
        string begin = records.Count > 0 && file.SequenceEqual(records[^1].File) ? records[^1].File : file.ToString();
        records.Add((begin, record.Line));
        return record;
    }

    private void ReadTable(string file, Action<SampleRecord, string?> take, CancellationToken cancellation)
    {
        using StringReader text = new(SiteFile.ReadText(file, "dataFile"));
        Table table = Table.Read(text, file);
        RecordReader reader = new(contract);
        bool divided = table.IndexOf("split") is not null;
        foreach (TableRow row in table.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isTest = divided && Splits.Of(row, contract) == Split.Test;
            SampleRecord sample = Sample(reader.ReadLabelled(row), row);
            take(sample, isTest ? SampleUse.TestOnly : SampleUse.WhyNot(sample, contract));
        }
    }

    private SampleRecord Sample(LabelledRow labelled, TableRow row) => new(
        row.Line, labelled.Record, double.IsNaN(labelled.Target) ? null : new Measurement(labelled.Target, null, labelled.Censoring), Outcome: null,
        contract.Fidelity?.ForAll, Weight: 1, Texts(contract.Groups, row), Texts(contract.Kept, row))
    {
        Auxiliary = labelled.Auxiliary,
    };

    private static string?[] Texts(IReadOnlyList<SideColumn> columns, TableRow row) =>
        [.. columns.Select(column => row[column.Name] is { Length: > 0 } text ? text : null)];
}
