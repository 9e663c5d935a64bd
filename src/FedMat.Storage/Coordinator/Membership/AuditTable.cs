using FedMat.Crypto;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about the audit log: it only grows, and each row names the one before by its hash.</summary>
internal static class AuditTable
{
    public static void Add(SqlSession sql, AuditEntry entry)
    {
        (int number, Digest last) = End(sql);
        AuditRecord row = new(number + 1, entry, last);
        sql.Run(
            "INSERT INTO audit (number, at, who, what, detail, before) VALUES ($1, $2, $3, $4, $5, $6)",
            row.Number, entry.At, entry.Who, entry.What, entry.Detail, row.Before);
        sql.Run("UPDATE audit_end SET number = $1, last = $2", row.Number, row.Hash);
    }

    public static List<AuditRecord> Read(SqlSession sql, int after, int most) => sql.Read(
        "SELECT number, at, who, what, detail, before FROM audit WHERE number > $1 ORDER BY number LIMIT $2", ToRecord, after, most);

    public static IEnumerable<AuditRecord> Each(SqlSession sql) =>
        sql.Each("SELECT number, at, who, what, detail, before FROM audit ORDER BY number", ToRecord);

    public static (int Number, Digest Last) End(SqlSession sql) =>
        sql.Read("SELECT number, last FROM audit_end", row => (row.GetInt32(0), row.Digest(1))).Single();

    private static AuditRecord ToRecord(SqliteDataReader row) =>
        new(row.GetInt32(0), new AuditEntry(row.Time(1), row.GetString(2), row.GetString(3), row.GetString(4)), row.Digest(5));
}
