using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about frozen rows.</summary>
internal static class SnapshotTable
{
    private const string Columns = "SELECT number, rows, row_count, minimum_cell, mark, made FROM snapshot";

    public static SnapshotRecord? Latest(SqlSession sql) => sql.Read($"{Columns} ORDER BY number DESC LIMIT 1", ToNoun).SingleOrDefault();

    /// <summary>The rows that a study has used so far.</summary>
    public static SnapshotRecord? Of(SqlSession sql, StudyId study) =>
        sql.Read($"{Columns} JOIN study_rows ON number = snapshot WHERE study = $1", ToNoun, study).SingleOrDefault();

    public static void Add(SqlSession sql, int number, NewSnapshot rows, DateTimeOffset now) => sql.Run(
        "INSERT INTO snapshot (number, rows, row_count, minimum_cell, mark, made) SELECT $1, $2, $3, $4, value + 1, $5 FROM mark",
        number, rows.Rows, rows.RowCount, rows.MinimumCell, now);

    /// <summary>The first study over rows says by how many they are grouped.</summary>
    public static void Group(SqlSession sql, int number, int minimumCell) =>
        sql.Run("UPDATE snapshot SET minimum_cell = $2 WHERE number = $1 AND minimum_cell = 0", number, minimumCell);

    public static void Bind(SqlSession sql, StudyId study, int number) =>
        sql.Run("INSERT INTO study_rows (study, snapshot) VALUES ($1, $2)", study, number);

    private static SnapshotRecord ToNoun(SqliteDataReader row) =>
        new(row.GetInt32(0), row.Digest(1), row.GetInt32(2), row.GetInt32(3), row.GetInt64(4), row.Time(5));
}
