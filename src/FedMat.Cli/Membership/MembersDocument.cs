using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>The roster and what waits, as `--json` shows them.</summary>
internal static class MembersDocument
{
    public static object Of(Roster roster, IReadOnlyList<PendingEntry> pending) => new
    {
        roster = roster.Number,
        roster.NotAfter,
        root = roster.Root.ToString(),
        members = roster.Members.Select(member => new
        {
            id = member.Id.ToString(),
            member.Name,
            role = member.Role.ToString().ToLowerInvariant(),
            fingerprint = MemberFingerprint.Of(roster.Consortium, member),
            member.NotAfter,
            member.Revoked,
        }),
        pending = pending.Select(entry => new
        {
            item = entry.Id,
            entry.Name,
            what = KindName(entry.Kind),
            entry.Fingerprint,
            entry.Since,
            entry.Expires,
            reason = entry.Departure?.Reason,
            entry.Problem,
        }),
    };

    private static string KindName(PendingKind kind) => kind switch
    {
        PendingKind.Invited => "invited",
        PendingKind.Join => "join",
        PendingKind.KeyChange => "key-change",
        _ => "departure",
    };
}
