using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Node;

/// <summary>
/// One moment of a node's store, seen from another process while the node runs or not. It changes nothing, and what the node writes meanwhile is not
/// in it.
/// </summary>
public sealed class NodeView : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction moment;
    private readonly SqlSession sql;

    private NodeView(SqliteConnection connection)
    {
        this.connection = connection;
        moment = connection.BeginTransaction(deferred: true);
        sql = new SqlSession(connection, moment);
    }

    /// <summary>Opens the store of a node's folder.</summary>
    /// <returns>Null where there is none: the node has not run yet.</returns>
    /// <exception cref="RefusedException">FM508: it cannot be read, or an older program wrote it last.</exception>
    public static NodeView? Open(string folder)
    {
        string path = Path.Combine(folder, "node.db");
        if (!File.Exists(path))
            return null;
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            NodeView view = new(connection);
            view.RequireSchema(path);
            return view;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new RefusedException(RefusalCode.StoreUnusable, $"'{path}' cannot be read: {error.Message}", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All rosters that were taken, the newest first.</summary>
    /// <exception cref="FormatException">A stored document was changed.</exception>
    public IReadOnlyList<Signed<Roster>> Rosters() => RosterTable.All(sql).ConvertAll(roster => Signed<Roster>.Parse(roster.Document));

    /// <summary>All studies, oldest first.</summary>
    public IReadOnlyList<StoredStudy> Studies() => StudyTable.All(sql);

    /// <summary>The egress ledger, line by line, in its order.</summary>
    /// <param name="study">Null for all.</param>
    /// <exception cref="FormatException">A line was changed so that it cannot be read; thrown where it is reached.</exception>
    public IEnumerable<StoredEgress> Egress(StudyId? study) => EgressTable.Each(sql, study);

    /// <summary>The masked vectors that were let go, oldest first.</summary>
    public IReadOnlyList<StoredUpload> Uploads() => UploadTable.Of(sql, study: null);

    public void Dispose()
    {
        moment.Dispose();
        connection.Dispose();
    }

    private void RequireSchema(string path)
    {
        long version = sql.Read("PRAGMA user_version", row => row.GetInt64(0)).Single();
        if (version == NodeStore.Migrations.Newest)
            return;
        string what = version < NodeStore.Migrations.Newest ? "an older program wrote it last; start the node once" : "a newer program wrote it; use that one";
        throw new RefusedException(RefusalCode.StoreUnusable, $"'{path}': {what}");
    }
}
