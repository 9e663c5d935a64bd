using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Agreements;

/// <summary>The statements about plans that were put before the node.</summary>
internal static class StudyRequestTable
{
    private const string Columns =
        """
        SELECT plan, seen, answer, rule, reason, document, giver, taken, status, status_reason, ended
        FROM study LEFT JOIN consent ON consent.study = id AND number = (SELECT max(number) FROM consent WHERE study = id)
        """;

    public static StudyRequest? Find(SqlSession sql, StudyId study) => WithGrants(sql, sql.Read($"{Columns} WHERE id = $1", ToNoun, study)).SingleOrDefault();

    /// <summary>The oldest first.</summary>
    public static List<StudyRequest> All(SqlSession sql) => WithGrants(sql, sql.Read($"{Columns} ORDER BY seen, id", ToNoun));

    /// <summary>A later decision about the same plan takes the earlier one's place.</summary>
    public static void Decide(SqlSession sql, Signed<Plan> plan, PolicyDecision decision, DateTimeOffset now) => sql.Run(
        "INSERT INTO study (id, plan, seen, answer, rule, reason, status, status_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, '') "
        + "ON CONFLICT (id) DO UPDATE SET answer = $4, rule = $5, reason = $6 WHERE answer <> $4 OR rule <> $5 OR reason <> $6",
        plan.Content.Id, plan.ToJson(), now, (int)decision.Answer, decision.Rule, decision.Reason, (int)StudyStatus.Running);

    public static void End(SqlSession sql, StudyId study, StudyStatus status, string reason, DateTimeOffset now) => sql.Run(
        "UPDATE study SET status = $2, status_reason = $3, ended = $4 WHERE id = $1 AND ended IS NULL", study, (int)status, reason, now);

    private static List<StudyRequest> WithGrants(SqlSession sql, List<StudyRequest> requests) =>
        [.. requests.Select(request => request with { Grant = GrantOf(sql, request) })];

    private static StoredConsent? GrantOf(SqlSession sql, StudyRequest request) => request.Consent switch
    {
        null => null,
        { Document.Content.Answer: ConsentAnswer.Granted } newest => newest,
        _ => ConsentTable.Of(sql, request.Id).FindLast(consent => consent.Document.Content.Answer == ConsentAnswer.Granted),
    };

    private static StudyRequest ToNoun(SqliteDataReader row) => new(
        Signed<Plan>.Parse(row.Bytes(0)),
        row.Time(1),
        new PolicyDecision((PolicyAnswer)row.GetInt32(2), row.GetString(3), row.GetString(4)),
        row.BytesOrNull(5) is { } consent ? new StoredConsent(Signed<StudyConsent>.Parse(consent), (AnswerGiver)row.GetInt32(6), row.IsDBNull(7) ? null : row.Time(7)) : null,
        (StudyStatus)row.GetInt32(8),
        row.GetString(9),
        row.IsDBNull(10) ? null : row.Time(10));
}
