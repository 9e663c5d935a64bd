using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements that change studies and releases.</summary>
internal static class StudyTable
{
    /// <summary>A study that is there already stays as it is.</summary>
    public static bool Open(SqlSession sql, Signed<Plan> plan, Digest start, DateTimeOffset now)
    {
        sql.Run(
            "INSERT INTO study (id, plan, status, reason, state, sums, opened) VALUES ($1, $2, $3, '', $4, 0, $5) ON CONFLICT DO NOTHING",
            plan.Content.Id, plan.ToJson(), (int)StudyStatus.Running, start, now);
        return sql.HasChanged;
    }

    /// <summary>Ends a study and its attempts. One that has ended stays as it is.</summary>
    public static AttemptTable.Over End(SqlSession sql, StudyId study, StudyStatus status, string reason, ReleaseId? release, DateTimeOffset now)
    {
        bool ended = sql.Read(
            "UPDATE study SET status = $2, reason = $3, release = $4, ended = $5 WHERE id = $1 AND status = $6 RETURNING id",
            _ => true, study, (int)status, reason, release?.ToString(), now, (int)StudyStatus.Running).Count == 1;
        return ended ? AttemptTable.EndAll(sql, study, now) : new AttemptTable.Over([], []);
    }

    public static void Publish(SqlSession sql, ReleaseRecord release) => sql.Run(
        "INSERT INTO release (id, study, name, property, unit, members, created, bytes, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        release.Id.ToString(), release.Study, release.Name, release.Property, release.Unit, release.Members, release.Created, release.Bytes, release.Bundle);
}
