using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>
/// The roster that follows from one by one act. Members keep their places and ids, and nobody who was ever in it is left out: who goes is
/// marked.
/// </summary>
internal static class NextRoster
{
    /// <summary>The member that has a name, letters in capitals or not. The name of one that left is free.</summary>
    public static Member? Named(Roster roster, string name) =>
        roster.Members.FirstOrDefault(member => member.Revoked is null && member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A new member, as its request has it.</summary>
    /// <exception cref="InputException">A member has the name, or somebody had the key or the certificate.</exception>
    public static Roster Join(Roster present, JoinRequest request, DateTimeOffset notAfter)
    {
        if (Named(present, request.Name) is { } named)
            throw new InputException($"the roster has a member '{named.Name}' already", "Decline the request, and invite under another name.");
        if (present.Members.FirstOrDefault(member => member.Key == request.Key || member.Pin == request.Pin) is { } same)
            throw new InputException($"'{same.Name}' has the same key or certificate", "Decline the request; whoever joins makes new keys: fedmat node join LINE.");
        return present.Followed([.. present.Members, new Member(MemberId.Create(), request.Name, MemberRole.Node, request.Key, request.Pin, notAfter)]);
    }

    /// <summary>The keys that a member vouches for as its own.</summary>
    /// <param name="present">The roster.</param>
    /// <param name="vouch">Of a member for itself.</param>
    /// <param name="notAfter">Of its entry; null leaves that as it is.</param>
    public static Roster ChangeKey(Roster present, Vouch vouch, DateTimeOffset? notAfter = null) =>
        present.With(vouch.Member, member => member with { Key = vouch.Key, Pin = vouch.Pin, NotAfter = notAfter ?? member.NotAfter });

    /// <summary>Marks a member as revoked.</summary>
    /// <exception cref="InputException">It is revoked already, or the last administrator.</exception>
    public static Roster Revoke(Roster present, MemberId id, DateTimeOffset now)
    {
        Member member = present.Find(id)!;
        if (member.Revoked is { } when)
            throw new InputException($"'{member.Name}' was revoked on {when:yyyy-MM-dd}", "There is nothing to do.");
        if (!present.Members.Any(other => other.Id != id && other.Role == MemberRole.Administrator && other.Revoked is null)
            && member.Role == MemberRole.Administrator)
        {
            throw new InputException($"'{member.Name}' is the last administrator", "Let a successor take over first: fedmat coordinator root take-over.");
        }

        return present.With(id, entry => entry with { Revoked = now });
    }

    /// <summary>A later end of the roster and of its administrators, and of its nodes where that is asked for. No end comes nearer.</summary>
    public static Roster Renew(Roster present, DateTimeOffset notAfter, bool nodesToo)
    {
        IReadOnlyList<Member> members = [.. present.Members.Select(member =>
            member.Revoked is null && member.NotAfter < notAfter && (nodesToo || member.Role == MemberRole.Administrator) ? member with { NotAfter = notAfter } : member)];
        return present.Followed(members) with { NotAfter = notAfter };
    }

    /// <summary>Another root key, to which a line of handovers leads.</summary>
    /// <exception cref="InputException">The handover is for another consortium or from another root key.</exception>
    public static Roster Succeed(Roster present, Signed<Handover> handover)
    {
        if (handover.Content.Consortium != present.Consortium)
            throw new InputException("the handover is for another consortium", "Give the one that was signed by this consortium's root key.");
        if (handover.Content.From != present.Root || !handover.IsSignedBy(present.Root))
        {
            throw new InputException(
                $"the handover was not signed by the root key of roster {present.Number}, which is {present.Root.Fingerprint}",
                "Give the one that this root key signed; a handover from an earlier root key is of no use any longer.");
        }

        return present.Followed(present.Members) with { Root = handover.Content.To, Handovers = [.. present.Handovers ?? [], handover] };
    }

    /// <summary>Other keys of the coordinator.</summary>
    public static Roster RotateCoordinator(Roster present, CoordinatorEntry coordinator) => present.Followed(present.Members) with { Coordinator = coordinator };

    /// <summary>A new administrator in the place of those before, whose keys are lost.</summary>
    /// <param name="present">The roster.</param>
    /// <param name="handover">To the root key that will sign; null where that is the present one.</param>
    /// <param name="administrator">The new one. The roster is valid as long as this entry.</param>
    /// <param name="now">When those before are marked as revoked.</param>
    public static Roster Recover(Roster present, Signed<Handover>? handover, Member administrator, DateTimeOffset now)
    {
        Roster next = handover is null ? present.Followed(present.Members) : Succeed(present, handover);
        IEnumerable<Member> before = present.Members.Select(member =>
            member.Role == MemberRole.Administrator && member.Revoked is null ? member with { Revoked = now } : member);
        return next with { Members = [.. before, administrator], NotAfter = administrator.NotAfter };
    }

    private static Roster Followed(this Roster present, IReadOnlyList<Member> members) => present with { Number = present.Number + 1, Members = members };

    private static Roster With(this Roster present, MemberId id, Func<Member, Member> change) =>
        present.Followed([.. present.Members.Select(member => member.Id == id ? change(member) : member)]);
}
