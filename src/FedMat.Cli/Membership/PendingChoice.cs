using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>Finds what an administrator means, and whether what a steward read out is the same.</summary>
internal static class PendingChoice
{
    /// <summary>The entry that is about a name.</summary>
    /// <param name="pending">All that waits.</param>
    /// <param name="name">As typed.</param>
    /// <param name="item">Its id, where several are about that name; null without.</param>
    /// <exception cref="InputException">There is none, or several.</exception>
    public static PendingEntry Find(IReadOnlyList<PendingEntry> pending, string name, long? item)
    {
        PendingEntry[] about = [.. pending.Where(entry => entry.Name == name && (item is null || entry.Id == item))];
        // Whoever asks again, or has asked and is invited once more, is meant by what there is to decide.
        PendingEntry[] asked = [.. about.Where(entry => entry.Kind != PendingKind.Invited)];
        PendingEntry[] found = asked.Length > 0 ? asked : about;
        return found switch
        {
            [PendingEntry one] => one,
            [] => throw new InputException($"nothing about '{name}' waits at the coordinator", pending.Count == 0
                ? "Nothing waits at all; see fedmat coordinator members."
                : $"Names that wait: {string.Join(", ", pending.Select(entry => entry.Name).Distinct())}."),
            _ => throw new InputException($"{found.Length} things about '{name}' wait: {string.Join(", ", found.Select(entry => $"item {entry.Id} ({entry.Kind})"))}", "Say which with --item."),
        };
    }

    /// <summary>That the entry can be approved at all.</summary>
    /// <exception cref="InputException">Nobody has asked yet, or what is asked does not hold together.</exception>
    public static void RequireApprovable(PendingEntry entry)
    {
        if (entry.Kind == PendingKind.Invited)
            throw new InputException($"'{entry.Name}' was invited and has not asked to join yet", "Wait until its steward has used the invitation: fedmat node join LINE.");
        if (entry.Problem is { } problem)
            throw new InputException($"item {entry.Id} about '{entry.Name}' cannot be approved: {problem}", "Decline it, and ask the steward on another channel what happened.");
    }

    /// <summary>That what the steward read out is the fingerprint of the keys that came in.</summary>
    /// <param name="entry">A join or a change of keys.</param>
    /// <param name="heard">As typed: case, blanks and hyphens do not count.</param>
    /// <exception cref="RefusedException">FM108: it is another one.</exception>
    public static void RequireSame(PendingEntry entry, string heard)
    {
        if (Bare(heard) != Bare(entry.Fingerprint!))
            throw Differs(entry);
    }

    /// <summary>What is said where the fingerprints differ.</summary>
    public static RefusedException Differs(PendingEntry entry) => new(
        RefusalCode.InvitationUnusable,
        $"the keys that came in for '{entry.Name}' have the fingerprint {entry.Fingerprint}, which is not what the steward has: nothing was approved. Somebody else may have "
        + $"{(entry.Kind == PendingKind.Join ? "used the invitation" : "asked in the member's name")}: decline it (fedmat coordinator decline), and {(entry.Kind == PendingKind.Join ? "send a new one over another channel" : "revoke the member's keys if its steward did not ask")}");

    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
