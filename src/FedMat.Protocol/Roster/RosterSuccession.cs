using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// Which roster may follow another. Nobody disappears: who left stays, revoked, so that what was signed before can be checked, and no key of one member
/// ever stands for another.
/// </summary>
public static class RosterSuccession
{
    /// <param name="seen">Every roster that was seen, the newest first; at least one.</param>
    /// <param name="next">What was offered. The newest one again is harmless.</param>
    /// <returns>FM105: an older one, or another of the same number. FM106: not signed by this consortium's root key. FM111: it does not follow.</returns>
    public static Refusal? Check(IReadOnlyList<Signed<Roster>> seen, Signed<Roster> next)
    {
        Roster newest = seen[0].Content;
        Roster offered = next.Content;
        if (!Roster.IsTrusted(next, newest.Root) || offered.Consortium != newest.Consortium)
            return new Refusal(RefusalCode.RosterNotSigned, $"roster {offered.Number} is not signed by the root key of this consortium, nor by a successor that it named");
        if (offered.Number == newest.Number && next.Hash == seen[0].Hash)
            return null;
        if (offered.Number <= newest.Number)
            return new Refusal(RefusalCode.RosterOlder, $"roster {offered.Number} was offered, and roster {newest.Number} is there; sign the new one from the newest");
        if (offered.Number > newest.Number + 1)
            return Invalid($"roster {offered.Number} does not follow roster {newest.Number}: the next number is {newest.Number + 1}");
        return CheckEntries(seen, offered);
    }

    /// <summary>Whether the entries of a roster follow, whatever its number: nobody is missing, renamed or back, and no key has changed hands.</summary>
    /// <param name="seen">Every roster that was seen, the newest first; at least one.</param>
    /// <param name="offered">A later one.</param>
    /// <returns>FM111 where it does not follow.</returns>
    public static Refusal? CheckEntries(IReadOnlyList<Signed<Roster>> seen, Roster offered) =>
        CheckMembers(seen[0].Content, offered) ?? CheckKeys(seen, offered);

    private static Refusal? CheckMembers(Roster newest, Roster offered)
    {
        foreach (Member before in newest.Members)
        {
            if (offered.Find(before.Id) is not { } now)
                return Invalid($"roster {offered.Number} lacks '{before.Name}'; a member that leaves stays in the roster, revoked");
            if (now.Name != before.Name || now.Role != before.Role)
                return Invalid($"roster {offered.Number} calls '{before.Name}' ({before.Role}) '{now.Name}' ({now.Role}); policies go by names, so they stay with the keys that stewards have compared");
            if (before.Revoked is not null && now != before)
                return Invalid($"roster {offered.Number} changes the entry of '{before.Name}', which was revoked; such an entry stays as it is");
        }

        return null;
    }

    private static Refusal? CheckKeys(IReadOnlyList<Signed<Roster>> seen, Roster offered)
    {
        Dictionary<VerifyingKey, MemberId> keys = [];
        Dictionary<TlsPin, MemberId> pins = [];
        foreach (Member known in seen.SelectMany(roster => roster.Content.Members))
            (keys[known.Key], pins[known.Pin]) = (known.Id, known.Id);
        Member? wrong = offered.Members.FirstOrDefault(
            member => keys.GetValueOrDefault(member.Key, member.Id) != member.Id || pins.GetValueOrDefault(member.Pin, member.Id) != member.Id);
        return wrong is null ? null : Invalid($"roster {offered.Number} gives '{wrong.Name}' a key or certificate that belonged to another member");
    }

    private static Refusal Invalid(string detail) => new(RefusalCode.RosterInvalid, detail);
}
