using FedMat.Crypto;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about invitations and requests.</summary>
internal static class PendingTable
{
    private const string Columns = "SELECT id, kind, state, name, token, member, body, since, expires, reason FROM pending";

    public static List<PendingRecord> Waiting(SqlSession sql) => sql.Read($"{Columns} WHERE state = 0 ORDER BY id", ToRecord);

    public static PendingRecord? Find(SqlSession sql, Digest token) => sql.Read($"{Columns} WHERE token = $1", ToRecord, token).SingleOrDefault();

    public static PendingRecord? Find(SqlSession sql, long id) => sql.Read($"{Columns} WHERE id = $1", ToRecord, id).SingleOrDefault();

    public static void Add(SqlSession sql, PendingRecord item) => sql.Run(
        "INSERT INTO pending (kind, state, name, token, member, body, since, expires, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (int)item.Kind, (int)item.State, item.Name, item.Token?.ToString() ?? "", item.Member?.ToString() ?? "", item.Body, item.Since, item.Expires, item.Reason);

    /// <summary>A member's newest request takes the place of one of the same kind that waits.</summary>
    public static void Replace(SqlSession sql, PendingRecord item)
    {
        sql.Run("DELETE FROM pending WHERE state = 0 AND kind = $1 AND member = $2", (int)item.Kind, item.Member!.Value);
        Add(sql, item);
    }

    /// <summary>Somebody uses an invitation.</summary>
    public static void Use(SqlSession sql, long id, ReadOnlyMemory<byte> request, DateTimeOffset now) =>
        sql.Run("UPDATE pending SET kind = $2, body = $3, since = $4 WHERE id = $1", id, (int)PendingKind.Join, request, now);

    public static void End(SqlSession sql, long id, PendingState state, string reason) =>
        sql.Run("UPDATE pending SET state = $2, reason = $3 WHERE id = $1 AND state = 0", id, (int)state, reason);

    private static PendingRecord ToRecord(SqliteDataReader row) => new(
        row.GetInt64(0), (PendingKind)row.GetInt32(1), (PendingState)row.GetInt32(2), row.GetString(3), row.DigestOrNull(4),
        row.GetString(5).Length == 0 ? null : row.Member(5), row.Bytes(6), row.Time(7), row.Time(8), row.GetString(9));
}
