using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Agreements;

/// <summary>The statements about keys that the steward confirmed.</summary>
internal static class ConfirmationTable
{
    public static List<Confirmation> All(SqlSession sql) =>
        sql.Read("SELECT member, key, fingerprint, made FROM confirmation ORDER BY made, member", ToNoun);

    public static void Add(SqlSession sql, Confirmation confirmation) => sql.Run(
        "INSERT INTO confirmation (member, key, fingerprint, made) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        confirmation.Member, confirmation.Key, confirmation.Fingerprint, confirmation.Made);

    public static void Remove(SqlSession sql, MemberId member, VerifyingKey key) =>
        sql.Run("DELETE FROM confirmation WHERE member = $1 AND key = $2", member, key);

    private static Confirmation ToNoun(SqliteDataReader row) => new(row.Member(0), row.Key(1), row.GetString(2), row.Time(3));
}
