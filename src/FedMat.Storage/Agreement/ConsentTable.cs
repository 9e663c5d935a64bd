using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Agreements;

/// <summary>The statements about this node's answers.</summary>
internal static class ConsentTable
{
    /// <summary>The first answer first.</summary>
    public static List<StoredConsent> Of(SqlSession sql, StudyId study) =>
        sql.Read("SELECT document, giver, taken FROM consent WHERE study = $1 ORDER BY number", ToNoun, study);

    /// <summary>Of each study the newest answer that the coordinator does not have; a newer one makes those before it needless.</summary>
    public static List<Signed<StudyConsent>> Untaken(SqlSession sql) => sql.Read(
        "SELECT document, giver, taken FROM consent AS newest WHERE taken IS NULL AND number = (SELECT max(number) FROM consent WHERE study = newest.study) ORDER BY study",
        row => ToNoun(row).Document);

    public static void Add(SqlSession sql, Signed<StudyConsent> consent, AnswerGiver giver) => sql.Run(
        "INSERT INTO consent (study, number, document, giver) VALUES ($1, $2, $3, $4)",
        consent.Content.Study, consent.Content.Number, consent.ToJson(), (int)giver);

    public static void Take(SqlSession sql, StudyId study, int number, DateTimeOffset now) =>
        sql.Run("UPDATE consent SET taken = $3 WHERE study = $1 AND number = $2 AND taken IS NULL", study, number, now);

    private static StoredConsent ToNoun(SqliteDataReader row) =>
        new(Signed<StudyConsent>.Parse(row.Bytes(0)), (AnswerGiver)row.GetInt32(1), row.IsDBNull(2) ? null : row.Time(2));
}
