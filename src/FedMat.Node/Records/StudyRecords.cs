using System.Text.Json;
using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>The node's records as a study sees them.</summary>
internal static class StudyRecords
{
    private const string Remedy = "Import a table: fedmat node import FILE --config node.json.";

    /// <exception cref="InputException">There are no records that a study can use, or some were read under another contract.</exception>
    public static async Task<Dataset> ReadAsync(string folder, DataContract contract, CancellationToken cancellation)
    {
        if (!RecordStore.IsIn(folder))
            throw new InputException("the node has no records, and its settings name no 'dataFile'", Remedy);
        using RecordStore store = RecordStore.Open(folder, TimeProvider.System);
        await CheckAsync(store, contract, cancellation).ConfigureAwait(false);
        List<LabelledRow> rows = await store.ReadAsync(null, records => Usable(records, contract), cancellation).ConfigureAwait(false);
        return rows.Exists(row => !double.IsNaN(row.Target))
            ? Dataset.Of(contract, rows)
            : throw new InputException("the node has no records that a study can use", Remedy);
    }

    /// <summary>Whether a node has a record at all.</summary>
    public static async Task<bool> AnyAsync(string folder, CancellationToken cancellation)
    {
        if (!RecordStore.IsIn(folder))
            return false;
        using RecordStore store = RecordStore.Open(folder, TimeProvider.System);
        return await store.CountAsync(cancellation).ConfigureAwait(false) > 0;
    }

    /// <summary>Records as samples of the contract that they were imported under.</summary>
    public static IEnumerable<SampleRecord> Samples(IEnumerable<StoredRecord> records, DataContract contract)
    {
        SampleJson json = new(contract);
        foreach (StoredRecord record in records)
            yield return Read(json, record);
    }

    /// <exception cref="InputException">An import was read under another contract.</exception>
    public static async Task CheckAsync(RecordStore store, DataContract contract, CancellationToken cancellation)
    {
        foreach (ImportRecord import in await store.ImportsAsync(cancellation).ConfigureAwait(false))
        {
            if (import.Contract != contract.ToJson())
                throw new InputException(
                    $"import {import.Number} ({import.File}) was read under another contract than '{contract.Name}' as it is in 'contractFile'",
                    $"Import the file anew: fedmat node data delete --import {import.Number}, then fedmat node import.");
        }
    }

    private static List<LabelledRow> Usable(IEnumerable<StoredRecord> records, DataContract contract) =>
    [
        .. Samples(records, contract).Where(sample => SampleUse.Helps(sample, contract))
            .Select(sample => new LabelledRow(
                sample.Row, sample.Inputs, sample.Target?.Value ?? double.NaN, sample.Weight, sample.Target?.Censoring ?? Censoring.None, RowGroup.Of(sample.Groups))
            {
                Auxiliary = sample.Auxiliary,
            }),
    ];

    private static SampleRecord Read(SampleJson json, StoredRecord record)
    {
        try
        {
            return json.Read(record.Derived, record.Line);
        }
        catch (JsonException error)
        {
            throw new InputException(
                $"record {record.Id} (import {record.Import}, row {record.Line}) cannot be read", "Import its file anew.", cause: error);
        }
    }
}
