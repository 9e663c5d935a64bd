using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>The roster and what waits, as plain lines in columns.</summary>
internal static class MembersText
{
    private const int RosterWarningDays = 30;

    public static IEnumerable<string> Lines(Roster roster, IReadOnlyList<PendingEntry> pending, DateTimeOffset now)
    {
        yield return $"roster {roster.Number}, {(roster.NotAfter is { } end ? $"valid until {end:yyyy-MM-dd}" : "without an end")}; root key {roster.Root.Fingerprint}";
        foreach (string line in Columns([["name", "role", "fingerprint", "valid until", "state"], .. roster.Members.Select(member => Row(roster, member, now))]))
            yield return $"  {line}";
        yield return pending.Count == 0 ? "nothing waits" : "waiting:";
        foreach (string line in pending.Count == 0 ? [] : Columns([["item", "name", "what", "fingerprint", "since"], .. pending.Select(Row)]))
            yield return $"  {line}";
    }

    /// <summary>What an administrator has to do before the roster ends; null where it has long to go.</summary>
    public static string? Warning(Roster roster, DateTimeOffset now) => roster.NotAfter is { } end && end - now < TimeSpan.FromDays(RosterWarningDays)
        ? $"roster {roster.Number} {(end <= now ? "has ended" : "ends")} on {end:yyyy-MM-dd}, and nothing is contributed under it from then on; sign the next one: fedmat coordinator roster renew"
        : null;

    private static string[] Row(Roster roster, Member member, DateTimeOffset now) =>
    [
        member.Name,
        member.Role.ToString().ToLowerInvariant(),
        MemberFingerprint.Of(roster.Consortium, member),
        $"{member.NotAfter:yyyy-MM-dd}",
        member.Revoked is { } when ? $"revoked {when:yyyy-MM-dd}" : now < member.NotAfter ? "active" : "expired",
    ];

    private static string[] Row(PendingEntry entry) =>
        [$"{entry.Id}", entry.Name, What(entry), entry.Fingerprint ?? "", $"{entry.Since:yyyy-MM-dd HH:mm}"];

    private static string What(PendingEntry entry)
    {
        string what = entry.Kind switch
        {
            PendingKind.Invited => $"invited until {entry.Expires:yyyy-MM-dd}",
            PendingKind.Join => "asks to join",
            PendingKind.KeyChange => "wants other keys",
            _ => entry.Departure is { Reason.Length: > 0 } departure ? $"leaves: {Plain(departure.Reason)}" : "leaves",
        };
        return entry.Problem is { } problem ? $"{what} ({problem})" : what;
    }

    /// <summary>Text of another party, without what a terminal would obey.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static IEnumerable<string> Columns(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
