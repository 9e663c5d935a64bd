using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>
/// Who belongs to the consortium: a numbered list of members, keys, TLS pins and roles, signed by the root key. A party that
/// has seen a number refuses every lower one.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Number">Counts from 1.</param>
/// <param name="Root">The consortium's root key; its signature makes the roster valid.</param>
/// <param name="Coordinator">The service that adds up.</param>
/// <param name="Members">In the order of their enrolment. One that left stays, revoked.</param>
/// <param name="NotAfter">From this moment nothing is contributed under this roster: a coordinator that holds a newer one back gains no more than this time.</param>
/// <param name="Handovers">How the root key came to be what it is, from the consortium's first one on; empty or null while that is still the first.</param>
public sealed record Roster(
    int Format,
    int Number,
    VerifyingKey Root,
    CoordinatorEntry Coordinator,
    IReadOnlyList<Member> Members,
    DateTimeOffset? NotAfter = null,
    IReadOnlyList<Signed<Handover>>? Handovers = null) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.roster.v1";

    /// <summary>The first root key's digest: a handover does not make another consortium.</summary>
    [JsonIgnore]
    public ConsortiumId Consortium => ConsortiumId.Of(Handovers is [{ } first, ..] ? first.Content.From : Root);

    /// <summary>The roster under its root key's signature, to be trusted by whoever trusts <paramref name="anchor"/>.</summary>
    /// <param name="roster">As it came.</param>
    /// <param name="anchor">A root key of this consortium that is trusted: the pinned one, or that of the newest roster seen.</param>
    /// <returns>False where the signature is another's, or no unbroken line of handovers leads from the anchor to the roster's root key.</returns>
    public static bool IsTrusted(Signed<Roster> roster, VerifyingKey anchor)
    {
        Roster content = roster.Content;
        if (!roster.IsSignedBy(content.Root))
            return false;
        if (content.Root == anchor)
            return true;
        return content.Handovers is { } handovers && handovers.Any(handover => handover.Content.From == anchor);
    }

    public Member? Find(MemberId id) => Members.FirstOrDefault(member => member.Id == id);

    /// <summary>The member that has a name; where it has gone to nobody else since, the one that had it and left.</summary>
    public Member? Named(string name) =>
        Members.FirstOrDefault(member => member.Name == name && member.Revoked is null) ?? Members.LastOrDefault(member => member.Name == name);

    public Member? Find(TlsPin pin) => Members.FirstOrDefault(member => member.Pin.Equals(pin));

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"roster: format {Format} is not known here; this version reads format {CurrentFormat}");
        if (Number < 1)
            throw new FormatException("roster: 'number' counts from 1");
        if (Members.Any(member => member is null))
            throw new FormatException("roster: a member is null");
        RequireDistinct(Members, member => member.Id, "id");
        // The name of one that left may be given again; its keys may not.
        RequireDistinct(Members.Where(member => member.Revoked is null), member => member.Name, "name");
        RequireDistinct(Members, member => member.Key, "key");
        RequireDistinct(Members, member => member.Pin, "pin");
        if (Members.Any(member => string.IsNullOrWhiteSpace(member.Name)))
            throw new FormatException("roster: a member has no name");
        RequireHandovers();
    }

    /// <summary>From the first root key to this roster's, each step signed by the key that it leaves.</summary>
    private void RequireHandovers()
    {
        if (Handovers is null or [])
            return;
        if (Handovers.Any(handover => handover is null))
            throw new FormatException("roster: a handover is null");
        VerifyingKey key = Handovers[0].Content.From;
        ConsortiumId consortium = ConsortiumId.Of(key);
        foreach (Signed<Handover> handover in Handovers)
        {
            handover.Content.Validate();
            if (handover.Content.From != key || handover.Content.Consortium != consortium || !handover.IsSignedBy(key))
                throw new FormatException("roster: 'handovers' is no line of handovers of this consortium, each signed by the root key that it leaves");
            key = handover.Content.To;
        }

        if (key != Root)
            throw new FormatException("roster: 'handovers' does not lead to the key in 'root'");
    }

    private static void RequireDistinct<T>(IEnumerable<Member> members, Func<Member, T> part, string name)
    {
        IGrouping<T, Member>? twice = members.GroupBy(part).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new FormatException($"roster: members {string.Join(" and ", twice.Select(member => $"'{member.Name}'"))} share one {name}");
    }
}
