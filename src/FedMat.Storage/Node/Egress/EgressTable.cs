using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about the egress ledger's lines.</summary>
internal static class EgressTable
{
    private const string Columns = "SELECT number, made, kind, stage, study, round, attempt, bytes, payload, roster, receipt, hash FROM egress";

    /// <summary>In their order.</summary>
    public static IEnumerable<StoredEgress> Each(SqlSession sql, StudyId? study) =>
        sql.Each($"{Columns} WHERE $1 IS NULL OR study = $1 ORDER BY number", ToNoun, study);

    public static bool IsEmpty(SqlSession sql) => sql.Read("SELECT 1 FROM egress LIMIT 1", _ => true).Count == 0;

    public static void Add(SqlSession sql, NewEgress entry, DateTimeOffset now) => Add(sql, entry, now, roster: 0, receipt: null);

    public static void AddReceipt(SqlSession sql, NewEgress vector, int roster, ReadOnlyMemory<byte> receipt, DateTimeOffset now) =>
        Add(sql, vector with { Kind = EgressKind.Receipt }, now, roster, receipt);

    private static void Add(SqlSession sql, NewEgress entry, DateTimeOffset now, int roster, ReadOnlyMemory<byte>? receipt)
    {
        (long number, Digest before) = sql.Read<(long, Digest)>(
            "SELECT number, hash FROM egress ORDER BY number DESC LIMIT 1", row => (row.GetInt64(0), row.Digest(1))).FirstOrDefault((0, StoredEgress.Start));
        StoredEgress line = new(number + 1, now.ToUniversalTime(), entry, roster, receipt, default);
        sql.Run(
            """
            INSERT INTO egress (number, made, kind, stage, study, round, attempt, bytes, payload, roster, receipt, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            line.Number, line.Made, entry.Kind, entry.Stage, entry.Study, entry.Round, entry.Attempt, entry.Bytes, entry.Payload, roster, receipt,
            line.HashAfter(before));
    }

    private static StoredEgress ToNoun(SqliteDataReader row)
    {
        NewEgress entry = new(
            row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : new StudyId(row.Digest(4)), NumberOrNull(row, 5), NumberOrNull(row, 6),
            row.GetInt64(7), row.Digest(8));
        return new StoredEgress(row.GetInt64(0), row.Time(1), entry, row.GetInt32(9), row.BytesOrNull(10) is { } receipt ? receipt : null, row.Digest(11));
    }

    private static int? NumberOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
