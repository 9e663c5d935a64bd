using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Coordinator;

/// <summary>The statements about attempts and their words.</summary>
internal static class AttemptTable
{
    private const string Key = "study = $1 AND round = $2 AND attempt = $3";

    /// <summary>What attempts that are over leave behind: folders of vectors, and states that may have lost their last name.</summary>
    public sealed record Over(List<Digest> Setups, List<Digest> States);

    public static void Open(SqlSession sql, RoundId id, Digest setup, DateTimeOffset at) => sql.Run(
        "INSERT INTO attempt (study, round, attempt, setup, state, ask, phase, length, outcome, opened) VALUES ($1, $2, $3, $4, '', '', '', 0, 0, $5)",
        id.Study, id.Round, id.Attempt, setup, at);

    public static void Ask(SqlSession sql, RoundId id, Digest state, RoundSpec ask) => sql.Run(
        $"UPDATE attempt SET state = $4, ask = $5, phase = $6, length = $7 WHERE {Key}",
        id.Study, id.Round, id.Attempt, state, ask.Hash, ask.Phase, ask.Length);

    public static void Add(SqlSession sql, IEnumerable<(RoundId Attempt, int Number, SumWord Word)> words) => sql.RunEach(
        "INSERT INTO word (study, round, attempt, seq, kind, body) VALUES ($1, $2, $3, $4, $5, $6)",
        words,
        word => [word.Attempt.Study, word.Attempt.Round, word.Attempt.Attempt, word.Number, (int)word.Word.Kind, word.Word.Body]);

    /// <exception cref="InvalidOperationException">It is not under way, or over already.</exception>
    public static void End(SqlSession sql, RoundId id, AttemptOutcome outcome, DateTimeOffset at, Over over)
    {
        List<(Digest Setup, Digest? State)> ended = sql.Read(
            $"UPDATE attempt SET outcome = $4, closed = $5 WHERE {Key} AND outcome IN (0, 4) RETURNING setup, state",
            row => (row.Digest(0), row.DigestOrNull(1)),
            id.Study, id.Round, id.Attempt, (int)outcome, at);
        if (ended.Count != 1)
            throw new InvalidOperationException($"attempt {id} is over already");
        (Digest setup, Digest? state) = ended[0];
        if (outcome == AttemptOutcome.AddedUp)
            return;
        sql.Run($"DELETE FROM word WHERE {Key}", id.Study, id.Round, id.Attempt);
        over.Setups.Add(setup);
        if (state is { } named)
            over.States.Add(named);
    }

    /// <summary>Ends every attempt of a study: a sum that was added up stays a part of the model.</summary>
    public static Over EndAll(SqlSession sql, StudyId study, DateTimeOffset at)
    {
        Over over = new([], []);
        foreach ((RoundId id, AttemptOutcome outcome) in sql.Read(
            "SELECT study, round, attempt, outcome FROM attempt WHERE study = $1 AND outcome IN (0, 4)",
            row => (row.Round(0), (AttemptOutcome)row.GetInt32(3)), study))
            End(sql, id, outcome == AttemptOutcome.AddedUp ? AttemptOutcome.Complete : AttemptOutcome.Failed, at, over);
        return over;
    }

    public static List<AttemptRecord> Read(SqlSession sql, StudyId study) => sql
        .Read(
            """
            SELECT study, round, attempt, setup, state, ask, outcome, opened FROM attempt
            WHERE study = $1 AND outcome IN (0, 4) ORDER BY round, attempt
            """,
            ToRecord, study)
        .ConvertAll(attempt => attempt with { Words = Words(sql, attempt.Id) });

    /// <summary>The setups of all studies whose vectors are needed.</summary>
    public static HashSet<Digest> Setups(SqlSession sql) =>
        [.. sql.Read("SELECT setup FROM attempt WHERE outcome IN (0, 4)", row => row.Digest(0))];

    public static (int Highest, int Failed) Tried(SqlSession sql, StudyId study, int round) => sql.Read(
        "SELECT coalesce(max(attempt), 0), coalesce(sum(outcome = 2), 0) FROM attempt WHERE study = $1 AND round = $2",
        row => (row.GetInt32(0), row.GetInt32(1)), study, round).Single();

    private static List<SumWord> Words(SqlSession sql, RoundId id) => sql.Read(
        $"SELECT kind, body FROM word WHERE {Key} ORDER BY seq",
        row => new SumWord((SumWordKind)row.GetInt32(0), row.Bytes(1)), id.Study, id.Round, id.Attempt);

    private static AttemptRecord ToRecord(SqliteDataReader row) => new(
        row.Round(0), row.Digest(3), row.DigestOrNull(4), row.DigestOrNull(5), (AttemptOutcome)row.GetInt32(6), row.Time(7), []);
}
