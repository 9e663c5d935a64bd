using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about masked vectors that leave.</summary>
internal static class UploadTable
{
    /// <summary>Oldest first.</summary>
    public static List<StoredUpload> Of(SqlSession sql, StudyId? study) => sql.Read(
        """
        SELECT study, round, attempt, payload, bytes, made, sends, bytes_sent, receipt, received FROM upload
        WHERE $1 IS NULL OR study = $1 ORDER BY made, round, attempt
        """,
        ToNoun, study);

    /// <summary>Oldest first.</summary>
    public static List<StoredUpload> Since(SqlSession sql, DateTimeOffset moment) => sql.Read(
        """
        SELECT study, round, attempt, payload, bytes, made, sends, bytes_sent, receipt, received FROM upload
        WHERE made > $1 ORDER BY made, round, attempt
        """,
        ToNoun, moment);

    /// <summary>A vector that is there already is the same one: an attempt has one.</summary>
    public static void Add(SqlSession sql, NewUpload upload, DateTimeOffset now)
    {
        int added = sql.Run(
            """
            INSERT INTO upload (study, round, attempt, payload, bytes, made, sends, bytes_sent) VALUES ($1, $2, $3, $4, $5, $6, 0, 0)
            ON CONFLICT DO NOTHING
            """,
            upload.Round.Study, upload.Round.Round, upload.Round.Attempt, upload.Payload, upload.Bytes, now);
        if (added > 0)
            EgressTable.Add(sql, NewEgress.Vector(upload.Round, upload.Bytes, upload.Payload), now);
    }

    public static void Note(SqlSession sql, UploadEnd sent, DateTimeOffset now)
    {
        RoundId round = sent.Round;
        sql.Run(
            "UPDATE upload SET sends = sends + 1, bytes_sent = bytes_sent + $4 WHERE study = $1 AND round = $2 AND attempt = $3",
            round.Study, round.Round, round.Attempt, sent.Bytes);
        if (sent.Receipt is { } receipt)
            AddReceipt(sql, round, sent.Roster, receipt.ToBytes(), now);
    }

    private static void AddReceipt(SqlSession sql, RoundId round, int roster, byte[] receipt, DateTimeOffset now)
    {
        int added = sql.Run(
            "UPDATE upload SET receipt = $4, received = $5 WHERE study = $1 AND round = $2 AND attempt = $3 AND receipt IS NULL",
            round.Study, round.Round, round.Attempt, receipt, now);
        if (added == 0)
            return;
        (long bytes, Digest payload) = sql.Read(
            "SELECT bytes, payload FROM upload WHERE study = $1 AND round = $2 AND attempt = $3",
            row => (row.GetInt64(0), row.Digest(1)), round.Study, round.Round, round.Attempt).Single();
        EgressTable.AddReceipt(sql, NewEgress.Vector(round, bytes, payload), roster, receipt, now);
    }

    private static StoredUpload ToNoun(SqliteDataReader row) => new(
        row.Round(0), row.Digest(3), row.GetInt64(4), row.Time(5), row.GetInt32(6), row.GetInt64(7),
        row.BytesOrNull(8) is { } receipt ? SignedMessage<InputReceipt>.Parse(receipt) : null,
        row.IsDBNull(9) ? null : row.Time(9));
}
