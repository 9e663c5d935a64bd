using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about signed lists.</summary>
internal static class SignedListTable
{
    /// <summary>Oldest first.</summary>
    public static List<SignedList> Of(SqlSession sql, Digest family) => sql.Read(
        "SELECT family, kind, members, study, round, attempt, status, made FROM signed_list WHERE family = $1 ORDER BY id", ToNoun, family);

    public static void Add(SqlSession sql, Digest setup, NewSignedList list, DateTimeOffset now) => sql.Run(
        """
        INSERT INTO signed_list (study, round, attempt, family, kind, members, status, made)
        SELECT study, round, attempt, $2, $3, $4, 0, $5 FROM setup WHERE hash = $1
        """,
        setup, list.Family, (int)list.Kind, list.Members, now);

    public static void Close(SqlSession sql, RoundId round) => sql.Run(
        "UPDATE signed_list SET status = 2 WHERE study = $1 AND round = $2 AND attempt = $3 AND status = 0", round.Study, round.Round, round.Attempt);

    private static SignedList ToNoun(SqliteDataReader row) => new(
        row.Digest(0), (SignedListKind)row.GetInt32(1), row.Bytes(2), row.Round(3), (SignedListStatus)row.GetInt32(6), row.Time(7));
}
