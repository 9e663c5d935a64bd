using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>Under which keys a coordinator's word was good, by the rosters that this node took.</summary>
internal sealed class CoordinatorKeys
{
    private readonly Dictionary<int, VerifyingKey> keys;

    private CoordinatorKeys(Dictionary<int, VerifyingKey> keys) => this.keys = keys;

    /// <exception cref="RefusedException">FM511: a stored roster is not what a root key of this consortium signed.</exception>
    public static CoordinatorKeys Of(NodeView view, VerifyingKey root)
    {
        IReadOnlyList<Signed<Roster>> rosters = Read(view);
        if (rosters.Count > 0 && !Roster.IsTrusted(rosters[0], root))
            throw Altered($"roster {rosters[0].Content.Number} does not lead to the root key of the setting 'root'");
        foreach (Signed<Roster> older in rosters.Skip(1))
        {
            if (older.Content.Consortium != rosters[0].Content.Consortium || !older.IsSignedBy(older.Content.Root))
                throw Altered($"roster {older.Content.Number} is not signed by a root key of this consortium");
        }

        return new CoordinatorKeys(rosters.ToDictionary(roster => roster.Content.Number, roster => roster.Content.Coordinator.Key));
    }

    /// <summary>The key of a roster; all of them for roster 0, which stands for an unknown one.</summary>
    public IEnumerable<VerifyingKey> Of(int roster)
    {
        if (roster == 0)
            return keys.Values.Distinct();
        return keys.TryGetValue(roster, out VerifyingKey key) ? [key] : [];
    }

    private static IReadOnlyList<Signed<Roster>> Read(NodeView view)
    {
        try
        {
            return view.Rosters();
        }
        catch (FormatException error)
        {
            throw Altered("one of them is no roster", error);
        }
    }

    private static RefusedException Altered(string what, Exception? cause = null) =>
        new(RefusalCode.LedgerAltered, $"the rosters that receipts are checked by: {what}", cause);
}
