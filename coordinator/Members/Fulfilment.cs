using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Members;

/// <summary>Whether a roster has what was asked for.</summary>
internal static class Fulfilment
{
    public static bool IsIn(Roster roster, PendingRecord item) => item.Kind switch
    {
        PendingKind.Invited => IsTaken(roster, item.Name),
        PendingKind.Join => MemberOf(roster, Read<JoinRequest>(item)) is not null,
        PendingKind.KeyChange => roster.Find(item.Member!.Value) is { } member && Read<Vouch>(item) is var next && (member.Key, member.Pin) == (next.Key, next.Pin),
        PendingKind.Departure => roster.Find(item.Member!.Value) is { Revoked: not null },
        _ => false,
    };

    /// <summary>The entry that a request asked for; null while there is none.</summary>
    public static Member? MemberOf(Roster roster, JoinRequest request) =>
        roster.Find(request.Pin) is { Revoked: null } member && member.Key == request.Key ? member : null;

    /// <summary>Whether somebody has this name who was not revoked, letters in capitals or not.</summary>
    public static bool IsTaken(Roster roster, string name) =>
        roster.Members.Any(member => member.Revoked is null && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    private static T Read<T>(PendingRecord item)
        where T : class, IDocument => Signed<T>.Parse(item.Body.Span).Content;
}
