using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage;

/// <summary>Columns as <see cref="SqlSession"/> stores them, read back.</summary>
internal static class SqlColumns
{
    public static Digest Digest(this SqliteDataReader row, int column) => Crypto.Digest.Parse(row.GetString(column));

    /// <summary>Null for an empty text.</summary>
    public static Digest? DigestOrNull(this SqliteDataReader row, int column) => row.GetString(column).Length == 0 ? null : row.Digest(column);

    public static MemberId Member(this SqliteDataReader row, int column) => MemberId.TryParse(row.GetString(column), out MemberId member)
        ? member
        : throw new InvalidDataException($"the store names a member '{row.GetString(column)}'");

    public static VerifyingKey Key(this SqliteDataReader row, int column) => VerifyingKey.TryParse(row.GetString(column), out VerifyingKey key)
        ? key
        : throw new InvalidDataException($"the store has a key '{row.GetString(column)}'");

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static byte[]? BytesOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Bytes(column);

    /// <summary>A study, a round and an attempt, in three columns from this one on.</summary>
    public static RoundId Round(this SqliteDataReader row, int column) =>
        new(new StudyId(row.Digest(column)), row.GetInt32(column + 1), row.GetInt32(column + 2));
}
