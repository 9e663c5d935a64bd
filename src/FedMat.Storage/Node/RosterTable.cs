using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about rosters that the node has taken.</summary>
internal static class RosterTable
{
    private const string Columns = "SELECT number, document FROM roster ORDER BY number DESC";

    /// <summary>The newest first.</summary>
    public static List<(int Number, byte[] Document)> All(SqlSession sql) => sql.Read(Columns, ToPair);

    public static (int Number, byte[] Document)? Newest(SqlSession sql) =>
        sql.Read<(int, byte[])?>($"{Columns} LIMIT 1", row => ToPair(row)).SingleOrDefault();

    public static void Add(SqlSession sql, int number, byte[] document) =>
        sql.Run("INSERT INTO roster (number, document) VALUES ($1, $2)", number, document);

    private static (int Number, byte[] Document) ToPair(SqliteDataReader row) => (row.GetInt32(0), row.Bytes(1));
}
