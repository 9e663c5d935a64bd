using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The statements about quantised vectors.</summary>
internal static class VectorTable
{
    /// <param name="Length">The vector's bytes.</param>
    /// <param name="Box">They, sealed; null when they lie in a file.</param>
    public sealed record Row(int Length, byte[]? Box);

    public static bool Has(SqlSession sql, Digest contribution) =>
        sql.Read("SELECT 1 FROM vector WHERE contribution = $1", _ => true, contribution).Count > 0;

    public static Row? Find(SqlSession sql, Digest contribution) => sql.Read(
        "SELECT length, box FROM vector WHERE contribution = $1", row => new Row(row.GetInt32(0), row.BytesOrNull(1)), contribution).SingleOrDefault();

    /// <summary>Oldest first.</summary>
    public static List<StoredVector> All(SqlSession sql) => sql.Read(
        "SELECT contribution, length, made FROM vector ORDER BY made", row => new StoredVector(row.Digest(0), row.GetInt32(1), row.Time(2)));

    public static void Add(SqlSession sql, Digest contribution, Row vector, DateTimeOffset now) => sql.Run(
        "INSERT INTO vector (contribution, length, box, made) VALUES ($1, $2, $3, $4)", contribution, vector.Length, vector.Box, now);

    /// <summary>Takes the row away and with it the key, so that the file says nothing.</summary>
    public static void Erase(MarkedTransaction transaction, Digest contribution)
    {
        transaction.Sql.Run("DELETE FROM vector WHERE contribution = $1", contribution);
        transaction.Spent.Add(contribution);
    }
}
