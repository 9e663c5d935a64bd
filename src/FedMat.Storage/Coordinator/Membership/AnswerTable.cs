using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about members' answers to plans.</summary>
internal static class AnswerTable
{
    public static List<Signed<StudyConsent>> All(SqlSession sql) =>
        sql.Read("SELECT body FROM answer ORDER BY study, member", row => Signed<StudyConsent>.Parse(row.Bytes(0)));

    public static void Put(SqlSession sql, Signed<StudyConsent> answer) => sql.Run(
        "INSERT OR REPLACE INTO answer (study, member, number, body) VALUES ($1, $2, $3, $4)",
        answer.Content.Study, answer.Content.Member, answer.Content.Number, answer.ToJson());
}
