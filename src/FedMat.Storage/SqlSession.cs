using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage;

/// <summary>Statements on one connection, with values bound to $1, $2 and so on in their order.</summary>
internal sealed class SqlSession(SqliteConnection connection, SqliteTransaction? transaction)
{
    /// <summary>Whether a statement has changed a row.</summary>
    public bool HasChanged { get; private set; }

    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        int changed = command.ExecuteNonQuery();
        HasChanged |= changed > 0;
        return changed;
    }

    /// <summary>One statement for many rows, prepared once.</summary>
    public void RunEach<T>(string sql, IEnumerable<T> rows, Func<T, object?[]> values)
    {
        SqliteCommand? command = null;
        try
        {
            foreach (T row in rows)
            {
                object?[] bound = values(row);
                command ??= Command(sql, bound);
                for (int i = 0; i < bound.Length; i++)
                    command.Parameters[i].Value = Stored(bound[i]);
                HasChanged |= command.ExecuteNonQuery() > 0;
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Rows one after the other, for as long as somebody asks for more.</summary>
    public IEnumerable<T> Each<T>(string sql, Func<SqliteDataReader, T> row, params object?[] values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return row(reader);
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // The texts are constants of this room.
        SqliteCommand command = new(sql, connection, transaction);
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", Stored(values[i]));
        return command;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Digest digest => digest.ToString(),
        StudyId study => study.ToString(),
        MemberId member => member.ToString(),
        VerifyingKey key => key.ToString(),
        DateTimeOffset time => time.UtcTicks,
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        _ => value,
    };
}
