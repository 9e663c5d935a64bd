using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Agreements;

/// <summary>Tells whether somebody, this process or another, has changed the agreement: cheap enough to be asked every second.</summary>
public sealed class AgreementWatch : IDisposable
{
    private readonly SqliteConnection connection;
    private long version;

    internal AgreementWatch(string connectionString)
    {
        // SQLite counts the commits of all connections but this one, which therefore stays open and writes nothing.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        version = Read();
    }

    /// <summary>Whether there was a change since the last call, or since the watch began.</summary>
    public bool HasChanged()
    {
        long before = version;
        version = Read();
        return version != before;
    }

    public void Dispose() => connection.Dispose();

    private long Read()
    {
        using SqliteCommand command = new("PRAGMA data_version", connection);
        return (long)command.ExecuteScalar()!;
    }
}
