using FedMat.Protocol;

namespace FedMat.Storage.Agreements;

/// <summary>The statements about vouches.</summary>
internal static class VouchTable
{
    /// <summary>The most that are kept of one voucher: no member fills another's disk.</summary>
    public const int MostOfOne = 1000;

    public static List<Signed<Vouch>> All(SqlSession sql) =>
        sql.Read("SELECT document FROM vouch ORDER BY made, voucher", row => Signed<Vouch>.Parse(row.Bytes(0)));

    /// <summary>Takes a vouch that is newer than the one of the same voucher, member and key.</summary>
    public static void Add(SqlSession sql, Signed<Vouch> vouch)
    {
        Vouch content = vouch.Content;
        sql.Run(
            "INSERT INTO vouch (voucher, member, key, made, document) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT DO UPDATE SET made = $4, document = $5 WHERE made < $4",
            content.Voucher, content.Member, content.Key, content.Made, vouch.ToJson());
        sql.Run(
            "DELETE FROM vouch WHERE voucher = $1 AND rowid NOT IN (SELECT rowid FROM vouch WHERE voucher = $1 ORDER BY made DESC, rowid DESC LIMIT $2)",
            content.Voucher, MostOfOne);
    }
}
