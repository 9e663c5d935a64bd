using System.Text;
using FedMat.Crypto;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Records;

/// <summary>The statements about records.</summary>
internal static class RecordTable
{
    private const string Columns = "SELECT id, import, sheet, line, source, derived FROM record";
    private const int IdDigits = 32;

    /// <returns>How many there were.</returns>
    public static int Add(SqlSession sql, int import, Digest file, IEnumerable<NewRecord> records)
    {
        int count = 0;
        sql.RunEach(
            "INSERT INTO record (id, import, sheet, line, source, derived) VALUES ($1, $2, $3, $4, $5, $6)",
            records.Select(record =>
            {
                count++;
                return record;
            }),
            record => [IdOf(file, record), import, record.Sheet, record.Line, record.Source, record.Derived]);
        return count;
    }

    public static StoredRecord? Find(SqlSession sql, string id) => sql.Read($"{Columns} WHERE id = $1", ToNoun, id).SingleOrDefault();

    /// <summary>In the order of imports and rows, one after the other.</summary>
    public static IEnumerable<StoredRecord> All(SqlSession sql) => sql.Each($"{Columns} ORDER BY import, sheet, line", ToNoun);

    public static IEnumerable<StoredRecord> OfImport(SqlSession sql, int import) =>
        sql.Each($"{Columns} WHERE import = $1 ORDER BY sheet, line", ToNoun, import);

    public static int Count(SqlSession sql) => sql.Read("SELECT count(*) FROM record", row => row.GetInt32(0)).Single();

    public static void Remove(SqlSession sql, string id) => sql.Run("DELETE FROM record WHERE id = $1", id);

    /// <summary>The same row of the same bytes has one name, wherever and whenever it is imported.</summary>
    private static string IdOf(Digest file, NewRecord record) =>
        Digest.Of(Encoding.UTF8.GetBytes($"fedmat.record.v1\n{file}\n{record.Sheet}\n{record.Line}")).ToString()[..IdDigits];

    private static StoredRecord ToNoun(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5));
}
