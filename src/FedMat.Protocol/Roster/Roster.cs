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
/// <param name="Members">In the order of their enrolment.</param>
public sealed record Roster(int Format, int Number, VerifyingKey Root, CoordinatorEntry Coordinator, IReadOnlyList<Member> Members)
    : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.roster.v1";

    [JsonIgnore]
    public ConsortiumId Consortium => new(Digest.Of(Root.ToArray()));

    public Member? Find(MemberId id) => Members.FirstOrDefault(member => member.Id == id);

    public Member? Find(TlsPin pin) => Members.FirstOrDefault(member => member.Pin.Equals(pin));

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"roster: format {Format} is not known here; this version reads format {CurrentFormat}");
        if (Number < 1)
            throw new FormatException("roster: 'number' counts from 1");
        if (Members.Any(member => member is null))
            throw new FormatException("roster: a member is null");
        RequireDistinct(member => member.Id, "id");
        RequireDistinct(member => member.Name, "name");
        RequireDistinct(member => member.Key, "key");
        RequireDistinct(member => member.Pin, "pin");
        if (Members.Any(member => string.IsNullOrWhiteSpace(member.Name)))
            throw new FormatException("roster: a member has no name");
    }

    private void RequireDistinct<T>(Func<Member, T> part, string name)
    {
        IGrouping<T, Member>? twice = Members.GroupBy(part).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new FormatException($"roster: members {string.Join(" and ", twice.Select(member => $"'{member.Name}'"))} share one {name}");
    }
}
