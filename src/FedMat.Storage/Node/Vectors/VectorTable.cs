using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The statements about quantised vectors.</summary>
internal static class VectorTable
{
    public static int? Length(SqlSession sql, Digest contribution) =>
        sql.Read<int?>("SELECT length FROM vector WHERE contribution = $1", row => row.GetInt32(0), contribution).SingleOrDefault();

    /// <summary>Oldest first.</summary>
    public static List<StoredVector> All(SqlSession sql) => sql.Read(
        "SELECT contribution, length, made FROM vector ORDER BY made", row => new StoredVector(row.Digest(0), row.GetInt32(1), row.Time(2)));

    public static void Add(SqlSession sql, Digest contribution, int length, DateTimeOffset now) =>
        sql.Run("INSERT INTO vector (contribution, length, made) VALUES ($1, $2, $3)", contribution, length, now);

    /// <summary>Takes the row away and with it the key, so that the file says nothing.</summary>
    public static void Erase(MarkedTransaction transaction, Digest contribution)
    {
        transaction.Sql.Run("DELETE FROM vector WHERE contribution = $1", contribution);
        transaction.Spent.Add(contribution);
    }
}
