using System.Globalization;
using System.Reflection;
using FedMat.Protocol;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage;

/// <summary>
/// The steps that lead from an empty file to today's schema: numbered SQL files, each run once, in a transaction of its own.
/// The file itself says which store it is (PRAGMA application_id) and how far it has come (PRAGMA user_version).
/// </summary>
internal sealed class MigrationSet
{
    private readonly SortedDictionary<int, string> steps = [];

    /// <param name="store">The folder under Migrations.</param>
    /// <param name="applicationId">Tells this store's files from those of another store.</param>
    public MigrationSet(string store, int applicationId)
    {
        Store = store;
        ApplicationId = applicationId;
        Assembly room = typeof(MigrationSet).Assembly;
        string prefix = $"{typeof(MigrationSet).Namespace}.Migrations.{store}.";
        foreach (string name in room.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(room.GetManifestResourceStream(name)!);
            string number = new([.. name[prefix.Length..].TrimStart('_').TakeWhile(char.IsAsciiDigit)]);
            steps.Add(int.Parse(number, CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }

    public string Store { get; }

    public int ApplicationId { get; }

    /// <summary>The newest schema. Versions count from 1 without a gap; 0 is the empty file.</summary>
    public int Newest => steps.Count;

    /// <exception cref="RefusedException">FM508: the file is not this store's, is damaged, or is newer than this program.</exception>
    public void Upgrade(string path, string connection) => Upgrade(path, connection, Newest);

    internal void Upgrade(string path, string connection, int target)
    {
        try
        {
            using SqliteConnection database = new(connection);
            database.Open();
            int version = Check(path, database);
            Run(database, "PRAGMA journal_mode = WAL");
            while (version < target)
                Step(database, ++version);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"'{path}' is damaged or no database; restore it from a backup", error);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"'{path}' cannot be opened for writing; look at its folder's permissions", error);
        }
    }

    private int Check(string path, SqliteConnection database)
    {
        // In this order: another process may make the file at this moment, and what it commits first has tables and the id in one.
        bool empty = Ask(database, "SELECT count(*) FROM sqlite_master") == 0;
        long application = Ask(database, "PRAGMA application_id");
        long version = Ask(database, "PRAGMA user_version");
        if (!empty && application != ApplicationId)
            throw new RefusedException(RefusalCode.StoreUnusable, $"'{path}' is not the store of a FedMat {Store.ToLowerInvariant()}; set 'folder' to another folder");
        if (version > Newest)
        {
            throw new RefusedException(RefusalCode.StoreUnusable,
                $"'{path}' has schema {version}, and this program knows schemas up to {Newest}; install the version that wrote it, or a newer one");
        }

        return checked((int)version);
    }

    private void Step(SqliteConnection database, int version)
    {
        using SqliteTransaction transaction = database.BeginTransaction();
        // Another process may have opened the file at the same moment.
        if (Ask(database, "PRAGMA user_version", transaction) >= version)
            return;
        Run(database, steps[version], transaction);
        Run(database, $"PRAGMA application_id = {ApplicationId}", transaction);
        Run(database, $"PRAGMA user_version = {version}", transaction);
        transaction.Commit();
    }

    private static long Ask(SqliteConnection database, string sql, SqliteTransaction? transaction = null)
    {
#pragma warning disable CA2100 // The texts are constants of this class.
        using SqliteCommand command = new(sql, database, transaction);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection database, string sql, SqliteTransaction? transaction = null)
    {
#pragma warning disable CA2100 // The text comes from this assembly's own resources.
        using SqliteCommand command = new(sql, database, transaction);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
