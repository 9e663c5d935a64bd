using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>The statements about answers.</summary>
internal static class PromiseTable
{
    /// <summary>The stage that agrees to a list of survivors.</summary>
    public const int AgreeStage = 3;

    /// <summary>The stage that opens shares for it.</summary>
    public const int UnmaskStage = 4;

    private const string Columns = "SELECT stage, part, request, request_bytes, answer, is_sealed, made FROM promise";

    /// <summary>An answer as it is stored: sealed or not, or dropped.</summary>
    public readonly record struct Row(int Stage, int Part, Digest Request, byte[] RequestBytes, byte[]? Answer, bool IsSealed, DateTimeOffset Made)
    {
        /// <summary>The answer; null when it was dropped or cannot be opened.</summary>
        public byte[]? Open(Digest setup, PromiseSeal seal) =>
            IsSealed && Answer is not null ? seal.Open(setup, Answer, PromiseSeal.AnswerPlace(setup, Stage, Part)) : Answer;
    }

    public static Row? Find(SqlSession sql, Digest setup, int stage, int part) =>
        sql.Read<Row?>($"{Columns} WHERE setup = $1 AND stage = $2 AND part = $3", row => ToRow(row), setup, stage, part).SingleOrDefault();

    public static List<Row> Of(SqlSession sql, Digest setup) =>
        sql.Read($"{Columns} WHERE setup = $1 ORDER BY stage, part", ToRow, setup);

    /// <summary>Whether answers can be kept for the attempt.</summary>
    public static bool IsOpen(SqlSession sql, Digest setup) =>
        sql.Read("SELECT 1 FROM setup WHERE hash = $1 AND status = 0", _ => true, setup).Count == 1;

    public static void Add(SqlSession sql, Promise promise, PromiseSeal seal, DateTimeOffset now)
    {
        ReadOnlyMemory<byte> answer = promise.IsSecret
            ? seal.Seal(promise.Setup, promise.Answer.Span, PromiseSeal.AnswerPlace(promise.Setup, promise.Stage, promise.Part))
            : promise.Answer;
        sql.Run(
            "INSERT INTO promise (setup, stage, part, request, request_bytes, answer, is_sealed, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            promise.Setup, promise.Stage, promise.Part, promise.Request, promise.RequestBytes, answer, promise.IsSecret, now);
    }

    /// <summary>Drops the answers of a study, but for the fact that stage 4 was answered.</summary>
    public static void Prune(SqlSession sql, StudyId study) => sql.Run(
        "DELETE FROM promise WHERE stage <> $2 AND setup IN (SELECT hash FROM setup WHERE study = $1)", study, UnmaskStage);

    private static Row ToRow(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.Digest(2), row.Bytes(3), row.BytesOrNull(4), row.GetBoolean(5), row.Time(6));
}
