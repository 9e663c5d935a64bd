using FedMat.Crypto;
using FedMat.Protocol;

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

    /// <summary>The contributions that were made for a study or are masked in it.</summary>
    public static List<Digest> Of(SqlSession sql, StudyId study) => sql.Read(
        "SELECT contribution FROM vector WHERE study = $1 OR contribution IN (SELECT contribution FROM setup WHERE study = $1)",
        row => row.Digest(0), study);

    public static void Add(SqlSession sql, StudyId study, Digest contribution, Row vector, DateTimeOffset now) => sql.Run(
        "INSERT INTO vector (contribution, length, box, made, study) VALUES ($1, $2, $3, $4, $5)",
        contribution, vector.Length, vector.Box, now, study);

    /// <summary>Erases a vector that no open attempt masks.</summary>
    /// <returns>Whether it went.</returns>
    public static bool EraseUnused(MarkedTransaction transaction, Digest contribution)
    {
        if (transaction.Sql.Read("SELECT 1 FROM setup WHERE contribution = $1 AND status = 0 LIMIT 1", _ => true, contribution).Count > 0)
            return false;
        Erase(transaction, contribution);
        return true;
    }

    /// <summary>Takes the row away and with it the key, so that the file says nothing.</summary>
    public static void Erase(MarkedTransaction transaction, Digest contribution)
    {
        transaction.Sql.Run("DELETE FROM vector WHERE contribution = $1", contribution);
        transaction.Spent.Add(contribution);
    }
}
