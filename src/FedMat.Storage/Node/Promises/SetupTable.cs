using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about attempts.</summary>
internal static class SetupTable
{
    private const string Columns = "SELECT study, round, attempt, hash, created, status, mark FROM setup";

    public static SetupRecord? Find(SqlSession sql, RoundId round) =>
        sql.Read($"{Columns} WHERE study = $1 AND round = $2 AND attempt = $3", ToNoun, round.Study, round.Round, round.Attempt).SingleOrDefault();

    /// <summary>Open ones, oldest first.</summary>
    public static List<SetupRecord> Open(SqlSession sql, StudyId? study) =>
        sql.Read($"{Columns} WHERE status = 0 AND ($1 IS NULL OR study = $1) ORDER BY created, mark", ToNoun, study);

    /// <summary>Open ones in which no list was agreed to and no share opened.</summary>
    public static List<SetupRecord> Undecided(SqlSession sql, StudyId study, DateTimeOffset before) => sql.Read(
        $"""
        {Columns} WHERE status = 0 AND study = $1 AND created < $2
        AND NOT EXISTS (SELECT 1 FROM promise WHERE promise.setup = setup.hash AND stage >= $3) ORDER BY created, mark
        """,
        ToNoun, study, before, PromiseTable.AgreeStage);

    /// <summary>In which a part of a stage was answered: of the highest round, and of that the highest attempt.</summary>
    public static Digest? Newest(SqlSession sql, StudyId study, int stage, int part) => sql.Read<Digest?>(
        """
        SELECT hash FROM setup JOIN promise ON setup = hash WHERE study = $1 AND stage = $2 AND part = $3
        ORDER BY round DESC, attempt DESC LIMIT 1
        """,
        row => row.Digest(0), study, stage, part).SingleOrDefault();

    public static byte[]? Secrets(SqlSession sql, Digest setup) =>
        sql.Read("SELECT secrets FROM setup WHERE hash = $1", row => row.BytesOrNull(0), setup).SingleOrDefault();

    public static void Add(SqlSession sql, NewSetup setup, byte[] sealedSecrets, DateTimeOffset now) => sql.Run(
        "INSERT INTO setup (hash, study, round, attempt, status, mark, created, secrets) SELECT $1, $2, $3, $4, 0, value + 1, $5, $6 FROM mark",
        setup.Setup, setup.Round.Study, setup.Round.Round, setup.Round.Attempt, now, sealedSecrets);

    /// <summary>Says which vector is masked in an attempt.</summary>
    public static void Mask(SqlSession sql, Digest setup, Digest contribution) =>
        sql.Run("UPDATE setup SET contribution = $2 WHERE hash = $1", setup, contribution);

    /// <summary>Ends an attempt that is open and drops what is sealed of it.</summary>
    public static void End(MarkedTransaction transaction, SetupEnd end)
    {
        SqlSession sql = transaction.Sql;
        sql.Run("UPDATE promise SET answer = NULL WHERE setup = (SELECT hash FROM setup WHERE hash = $1 AND status = 0) AND is_sealed", end.Setup);
        if (end.Status == SetupStatus.Done)
        {
            sql.Run(
                """
                UPDATE signed_list SET status = 1
                WHERE (study, round, attempt) = (SELECT study, round, attempt FROM setup WHERE hash = $1 AND status = 0) AND status = 0
                """,
                end.Setup);
        }

        sql.Run("UPDATE setup SET status = $2, secrets = NULL WHERE hash = $1 AND status = 0", end.Setup, (int)end.Status);
        transaction.Spent.Add(end.Setup);
    }

    private static SetupRecord ToNoun(SqliteDataReader row) =>
        new(row.Round(0), row.Digest(3), row.Time(4), (SetupStatus)row.GetInt32(5), row.GetInt64(6));
}
