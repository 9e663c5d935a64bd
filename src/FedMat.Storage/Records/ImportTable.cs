using FedMat.Crypto;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Records;

/// <summary>The statements about imported files.</summary>
internal static class ImportTable
{
    private const string Columns = "SELECT number, file, hash, sheet, contract, mapping, who, taken, records, rejected FROM import";

    public static ImportRecord? Find(SqlSession sql, Digest hash) => sql.Read($"{Columns} WHERE hash = $1", ToNoun, hash).SingleOrDefault();

    public static ImportRecord? Find(SqlSession sql, int number) => sql.Read($"{Columns} WHERE number = $1", ToNoun, number).SingleOrDefault();

    public static List<ImportRecord> OfFile(SqlSession sql, string file) => sql.Read($"{Columns} WHERE file = $1", ToNoun, file);

    public static List<ImportRecord> All(SqlSession sql) => sql.Read($"{Columns} ORDER BY number", ToNoun);

    /// <returns>The new number; none is ever used again.</returns>
    public static int Add(SqlSession sql, NewImport file, DateTimeOffset now)
    {
        sql.Run(
            "INSERT INTO import (file, hash, sheet, contract, mapping, who, taken, records, rejected) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)",
            file.File, file.Hash, file.Sheet, file.Contract, file.Mapping, file.Who, now);
        return sql.Read("SELECT last_insert_rowid()", row => row.GetInt32(0)).Single();
    }

    public static void Count(SqlSession sql, int number, int records, int rejected) =>
        sql.Run("UPDATE import SET records = $2, rejected = $3 WHERE number = $1", number, records, rejected);

    public static void Remove(SqlSession sql, int number) => sql.Run("DELETE FROM import WHERE number = $1", number);

    private static ImportRecord ToNoun(SqliteDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.Digest(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.Time(7), row.GetInt32(8),
        row.GetInt32(9));
}
