using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Records;

/// <summary>The statements about records.</summary>
internal static class RecordTable
{
    private const string Columns = "SELECT hash, import, line, source, derived FROM record JOIN import ON number = import";
    private const int HashDigits = 24;

    /// <returns>How many there were.</returns>
    public static int Add(SqlSession sql, int import, IEnumerable<NewRecord> records)
    {
        int count = 0;
        sql.RunEach(
            "INSERT INTO record (import, line, source, derived) VALUES ($1, $2, $3, $4)",
            records.Select(record =>
            {
                count++;
                return record;
            }),
            record => [import, record.Line, record.Source, record.Derived]);
        return count;
    }

    public static StoredRecord? Find(SqlSession sql, string id) => Parse(id) is var (hash, line)
        ? sql.Read($"{Columns} WHERE substr(hash, 1, {HashDigits}) = $1 AND line = $2", ToNoun, hash, line).SingleOrDefault()
        : null;

    /// <summary>In the order of imports and rows, one after the other.</summary>
    public static IEnumerable<StoredRecord> All(SqlSession sql) => sql.Each($"{Columns} ORDER BY import, line", ToNoun);

    public static IEnumerable<StoredRecord> OfImport(SqlSession sql, int import) => sql.Each($"{Columns} WHERE import = $1 ORDER BY line", ToNoun, import);

    public static int Count(SqlSession sql) => sql.Read("SELECT count(*) FROM record", row => row.GetInt32(0)).Single();

    public static void Remove(SqlSession sql, string id)
    {
        if (Find(sql, id) is { } record)
            sql.Run("DELETE FROM record WHERE import = $1 AND line = $2", record.Import, record.Line);
    }

    private static (string Hash, int Line)? Parse(string id)
    {
        int mark = id.IndexOf('-', StringComparison.Ordinal);
        return mark == HashDigits && int.TryParse(id.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? (id[..mark], line)
            : null;
    }

    private static StoredRecord ToNoun(SqliteDataReader row)
    {
        int line = row.GetInt32(2);
        string id = string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0).AsSpan(0, HashDigits)}-{line}");
        return new StoredRecord(id, row.GetInt32(1), line, row.GetString(3), row.GetString(4));
    }
}
