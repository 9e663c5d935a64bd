using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>The statements about attempts that this node has signed away.</summary>
internal static class ClosingTable
{
    public static byte[]? Find(SqlSession sql, RoundId round) => sql.Read(
        "SELECT document FROM closing WHERE study = $1 AND round = $2 AND attempt = $3",
        row => row.Bytes(0), round.Study, round.Round, round.Attempt).SingleOrDefault();

    public static void Add(SqlSession sql, RoundId round, ReadOnlyMemory<byte> document, DateTimeOffset now) => sql.Run(
        "INSERT INTO closing (study, round, attempt, document, made) VALUES ($1, $2, $3, $4, $5)",
        round.Study, round.Round, round.Attempt, document, now);
}
