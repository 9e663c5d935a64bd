using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about studies that the node has seen.</summary>
internal static class StudyTable
{
    /// <summary>A later decision about the same plan takes the earlier one's place.</summary>
    public static void Decide(SqlSession sql, Signed<Plan> plan, Refusal? refusal, DateTimeOffset now) => sql.Run(
        "INSERT INTO study (id, plan, refusal_code, refusal_detail, status, reason, seen) VALUES ($1, $2, $3, $4, $5, '', $6) "
        + "ON CONFLICT (id) DO UPDATE SET plan = $2, refusal_code = $3, refusal_detail = $4",
        plan.Content.Id, plan.ToJson(), (int?)refusal?.Code, refusal?.Detail, (int)StudyStatus.Running, now);

    public static void End(SqlSession sql, StudyId study, StudyStatus status, string reason, DateTimeOffset now) => sql.Run(
        "UPDATE study SET status = $2, reason = $3, ended = coalesce(ended, $4) WHERE id = $1", study, (int)status, reason, now);

    /// <summary>The oldest first.</summary>
    public static List<StoredStudy> All(SqlSession sql) =>
        sql.Read("SELECT plan, refusal_code, refusal_detail, status, reason, seen, ended FROM study ORDER BY seen", ToNoun);

    private static StoredStudy ToNoun(SqliteDataReader row) => new(
        Signed<Plan>.Parse(row.Bytes(0)),
        row.Time(5),
        row.IsDBNull(1) ? null : new Refusal((RefusalCode)row.GetInt32(1), row.IsDBNull(2) ? "" : row.GetString(2)),
        (StudyStatus)row.GetInt32(3),
        row.GetString(4),
        row.IsDBNull(6) ? null : row.Time(6));
}
