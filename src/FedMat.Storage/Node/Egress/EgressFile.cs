namespace FedMat.Storage.Node;

/// <summary>The way into a node's egress ledger for commands, which send documents of their own while the node runs or before it ever did.</summary>
public static class EgressFile
{
    /// <summary>Writes down what is about to leave; when this returns, the line is on the disk.</summary>
    /// <param name="folder">The node's state folder; made when it is missing, and taken from everybody but its owner.</param>
    /// <param name="entry">What leaves.</param>
    /// <param name="time">Stamps the line.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <exception cref="Protocol.RefusedException">FM508: the folder holds another store, a newer one, or a damaged one.</exception>
    public static async Task NoteAsync(string folder, NewEgress entry, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(time);
        OwnFolder.Make(folder);
        using SqlDatabase database = new(Path.Combine(folder, "node.db"), NodeStore.Migrations, time);
        await database.RunAsync(
            "note what leaves",
            sql =>
            {
                EgressTable.Add(sql, entry, time.GetUtcNow());
                return true;
            },
            cancellation).ConfigureAwait(false);
    }
}
