using FedMat.Protocol;

namespace FedMat.Coordinator.Members;

/// <summary>What a roster changes about members, for the audit log.</summary>
internal static class RosterDifference
{
    /// <summary>Each change behind a semicolon; empty where members stay as they are.</summary>
    public static string Between(Roster before, Roster now) =>
        string.Concat(now.Members.Select(member => Of(before.Find(member.Id), member)))
        + (before.Coordinator == now.Coordinator ? "" : "; new keys of the coordinator")
        + (before.Root == now.Root ? "" : "; another root key");

    private static string Of(Member? before, Member now)
    {
        if (before is null)
            return $"; adds '{now.Name}', fingerprint of key {now.Key.Fingerprint}";
        if (before.Revoked is null && now.Revoked is not null)
            return $"; revokes '{now.Name}'";
        if (before.Key != now.Key || before.Pin != now.Pin)
            return $"; new keys of '{now.Name}'";
        return before == now ? "" : $"; changes the entry of '{now.Name}'";
    }
}
