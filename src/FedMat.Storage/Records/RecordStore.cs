using FedMat.Crypto;

namespace FedMat.Storage.Records;

/// <summary>
/// The records of a node: rows of imported files, with where each came from. A database of its own beside the node's, since it is written while the node
/// runs: several processes may have it open. What is deleted is overwritten.
/// </summary>
public sealed class RecordStore : IDisposable
{
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // "FdMr"; see MigrationSet.
    private static readonly MigrationSet Migrations = new("Records", 0x46644D72);

    private readonly SqlDatabase database;
    private readonly TimeProvider time;

    private RecordStore(SqlDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Opens the store in a node's folder.</summary>
    /// <param name="folder">Made when it is missing, and taken from everybody but its owner.</param>
    /// <param name="time">Stamps imports.</param>
    /// <exception cref="Protocol.RefusedException">FM508: the file is another store, a newer one, or a damaged one.</exception>
    public static RecordStore Open(string folder, TimeProvider time)
    {
        OwnFolder.Make(folder);
        return new RecordStore(new SqlDatabase(PathIn(folder), Migrations, time), time);
    }

    /// <summary>Whether a folder has records.</summary>
    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    /// <summary>Takes a file's records in, in one transaction: all of them or none.</summary>
    /// <param name="file">Was not imported before.</param>
    /// <param name="replaces">An import that it takes the place of; null for none.</param>
    /// <param name="records">Read while the transaction runs; what it throws undoes everything. It may be begun again when the database was busy.</param>
    /// <param name="rejected">Asked once the last record was read: how many rows were none.</param>
    /// <param name="cancellation">Heeded until the first record is read; the records heed their own.</param>
    public async Task<ImportRecord> TakeAsync(
        NewImport file, int? replaces, Func<IEnumerable<NewRecord>> records, Func<int> rejected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImportRecord taken = await database.RunAsync(
            "import a file",
            sql =>
            {
                EraseFromNowOn(sql);
                if (replaces is { } earlier)
                    ImportTable.Remove(sql, earlier);
                int number = ImportTable.Add(sql, file, time.GetUtcNow());
                int count = RecordTable.Add(sql, number, records());
                ImportTable.Count(sql, number, count, rejected());
                return ImportTable.Find(sql, number)!;
            },
            cancellation).ConfigureAwait(false);
        await ShrinkAsync(cancellation).ConfigureAwait(false);
        return taken;
    }

    /// <summary>The import of these bytes; null when they were not imported.</summary>
    public Task<ImportRecord?> FindImportAsync(Digest hash, CancellationToken cancellation) =>
        database.AskAsync("find an import", sql => ImportTable.Find(sql, hash), cancellation);

    public Task<ImportRecord?> FindImportAsync(int number, CancellationToken cancellation) =>
        database.AskAsync("find an import", sql => ImportTable.Find(sql, number), cancellation);

    /// <summary>The imports of files of a name, the oldest first.</summary>
    public Task<List<ImportRecord>> ImportsOfAsync(string file, CancellationToken cancellation) =>
        database.AskAsync("find imports", sql => ImportTable.OfFile(sql, file), cancellation);

    /// <summary>All imports, the oldest first.</summary>
    public Task<List<ImportRecord>> ImportsAsync(CancellationToken cancellation) => database.AskAsync("list imports", ImportTable.All, cancellation);

    public Task<StoredRecord?> FindAsync(string id, CancellationToken cancellation) =>
        database.AskAsync("find a record", sql => RecordTable.Find(sql, id), cancellation);

    public Task<int> CountAsync(CancellationToken cancellation) => database.AskAsync("count the records", RecordTable.Count, cancellation);

    /// <summary>Reads the records one after the other, as they are at one moment.</summary>
    /// <param name="import">Of one import; null for all, in the order of the imports.</param>
    /// <param name="read">Gets them, and answers with what is wanted. It is not begun twice.</param>
    /// <param name="cancellation">Heeded before the first.</param>
    public Task<T> ReadAsync<T>(int? import, Func<IEnumerable<StoredRecord>, T> read, CancellationToken cancellation) =>
        database.AskAsync(
            "read the records", sql => read(import is { } number ? RecordTable.OfImport(sql, number) : RecordTable.All(sql)), cancellation);

    /// <summary>Undoes an import: its records are gone, and so is what was known of the file.</summary>
    /// <returns>False when there is no such import.</returns>
    public Task<bool> DeleteImportAsync(int number, CancellationToken cancellation) =>
        DeleteAsync("delete an import", sql => ImportTable.Remove(sql, number), cancellation);

    /// <returns>False when there is no such record.</returns>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellation) =>
        DeleteAsync("delete a record", sql => RecordTable.Remove(sql, id), cancellation);

    public void Dispose() => database.Dispose();

    private static string PathIn(string folder) => Path.Combine(folder, "records.db");

    private async Task<bool> DeleteAsync(string name, Action<SqlSession> delete, CancellationToken cancellation)
    {
        bool found = await database.RunAsync(
            name,
            sql =>
            {
                EraseFromNowOn(sql);
                delete(sql);
                return sql.HasChanged;
            },
            cancellation).ConfigureAwait(false);
        await ShrinkAsync(cancellation).ConfigureAwait(false);
        return found;
    }

    /// <summary>
    /// What a page of the database file has no use for is overwritten with zeros: what is deleted, and what moves to another page while rows come in.
    /// The log of changes, which still has it, is emptied after the commit.
    /// </summary>
    private static void EraseFromNowOn(SqlSession sql) => sql.Run("PRAGMA secure_delete = ON");

    private async Task ShrinkAsync(CancellationToken cancellation)
    {
        for (int tries = 0; await IsReadElsewhereAsync(cancellation).ConfigureAwait(false); tries++)
        {
            if (tries == Tries)
                throw new IOException("another process is reading the records, so that the log of changes still has what was deleted; it goes with the next import or deletion");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private Task<bool> IsReadElsewhereAsync(CancellationToken cancellation) => database.AskAsync(
        "empty the log of changes", sql => sql.Read("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0) != 0).Single(), cancellation);
}
