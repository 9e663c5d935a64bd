using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>One transaction of <see cref="MarkedDatabase"/>.</summary>
internal sealed class MarkedTransaction(SqlSession sql, PromiseKeys keys)
{
    public SqlSession Sql => sql;

    public PromiseKeys Keys => keys;

    /// <summary>Keys that are erased once this is committed.</summary>
    public HashSet<Digest> Spent { get; } = [];

    /// <summary>What is noted once this is committed, and before anything of it is said.</summary>
    public HashSet<PromiseNote> Notes { get; } = [];

    /// <summary>The database's mark as this transaction leaves it.</summary>
    public long Mark { get; private set; }

    public void Finish()
    {
        string statement = sql.HasChanged ? "UPDATE mark SET value = value + 1 RETURNING value" : "SELECT value FROM mark";
        Mark = sql.Read(statement, row => row.GetInt64(0)).Single();
    }
}
