using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about what holds for a whole study's sums.</summary>
internal static class StudySumTables
{
    public static void Add(SqlSession sql, StudyId study, IEnumerable<SumNotice> notices) => sql.RunEach(
        "INSERT INTO notice (study, seq, round, attempt, kind, body) SELECT $1, count(*), $2, $3, $4, $5 FROM notice WHERE study = $1",
        notices,
        notice => [study, notice.Round.Round, notice.Round.Attempt, (int)notice.Kind, notice.Body]);

    public static List<SumNotice> Notices(SqlSession sql, StudyId study) => sql.Read(
        "SELECT study, round, attempt, kind, body FROM notice WHERE study = $1 ORDER BY seq",
        row => new SumNotice(row.Round(0), (SumNoticeKind)row.GetInt32(3), row.Bytes(4)), study);

    public static List<MemberId> LeftOut(SqlSession sql, StudyId study) =>
        sql.Read("SELECT member FROM left_out WHERE study = $1 ORDER BY at", row => row.Member(0), study);

    /// <summary>The study has its next state, progress is written, contributors are counted.</summary>
    public static void Advance(SqlSession sql, StudyId study, SumAdvance advance)
    {
        ProgressPoint point = advance.Point;
        sql.Run("UPDATE study SET state = $2, sums = $3 WHERE id = $1", study, advance.Next.Hash, point.Sums);
        sql.Run(
            "INSERT INTO progress (study, sums, phase, round, rounds, train_loss, hold_out_mae, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            study, point.Sums, point.Phase, point.Round, point.Rounds, point.TrainLoss, point.HoldOutMae, point.At);
        sql.RunEach(
            "INSERT INTO contributor (study, member, sums) VALUES ($1, $2, 1) ON CONFLICT DO UPDATE SET sums = sums + 1",
            advance.Contributors,
            member => [study, member]);
    }

    public static List<MemberId> Contributors(SqlSession sql, StudyId study) =>
        sql.Read("SELECT member FROM contributor WHERE study = $1 ORDER BY member", row => row.Member(0), study);

    public static void Add(SqlSession sql, IEnumerable<ExactList> lists) => sql.RunEach(
        "INSERT INTO exact_list (study, round, attempt, family, cohort) VALUES ($1, $2, $3, $4, $5)",
        lists,
        list => [list.Attempt.Study, list.Attempt.Round, list.Attempt.Attempt, list.Family, list.Cohort.ToBytes()]);

    /// <summary>A certificate says that no sum over the list of its attempt will ever be taken.</summary>
    public static void Strike(SqlSession sql, RoundId attempt) => sql.Run(
        "DELETE FROM exact_list WHERE study = $1 AND round = $2 AND attempt = $3", attempt.Study, attempt.Round, attempt.Attempt);

    public static List<ExactList> ExactLists(SqlSession sql) => sql.Read(
        "SELECT study, round, attempt, family, cohort FROM exact_list ORDER BY study, round, attempt",
        row => new ExactList(row.Round(0), row.Digest(3), Cohort.Parse(row.Bytes(4))));
}
