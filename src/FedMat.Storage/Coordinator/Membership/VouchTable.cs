using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about vouches.</summary>
internal static class VouchTable
{
    public static List<StoredVouch> All(SqlSession sql) =>
        sql.Read("SELECT seq, body FROM vouch ORDER BY seq", row => new StoredVouch(row.GetInt64(0), Signed<Vouch>.Parse(row.Bytes(1))));

    /// <summary>How many there are of one member.</summary>
    public static int Count(SqlSession sql, MemberId voucher) =>
        sql.Read("SELECT count(*) FROM vouch WHERE voucher = $1", row => row.GetInt32(0), voucher).Single();

    /// <summary>The number of the one that this would take the place of, and when that was made; null when there is none.</summary>
    public static (long Number, DateTimeOffset Made)? Before(SqlSession sql, Vouch vouch) => sql.Read<(long, DateTimeOffset)?>(
        "SELECT seq, made FROM vouch WHERE voucher = $1 AND member = $2 AND subject = $3",
        row => (row.GetInt64(0), row.Time(1)), vouch.Voucher, vouch.Member, Subject(vouch)).SingleOrDefault();

    public static StoredVouch Put(SqlSession sql, Signed<Vouch> vouch)
    {
        sql.Run(
            "INSERT OR REPLACE INTO vouch (voucher, member, subject, made, body) VALUES ($1, $2, $3, $4, $5)",
            vouch.Content.Voucher, vouch.Content.Member, Subject(vouch.Content), vouch.Content.Made, vouch.ToJson());
        return new StoredVouch(sql.Read("SELECT last_insert_rowid()", row => row.GetInt64(0)).Single(), vouch);
    }

    private static string Subject(Vouch vouch) => vouch.Voucher == vouch.Member ? $"{vouch.Key} {vouch.Pin}" : "";
}
