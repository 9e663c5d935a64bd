using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Whom this node knows: `fedmat node members`. It may be open beside a running node, which takes note within about a second.</summary>
public sealed class MemberBook : IDisposable
{
    private readonly AgreementStore store;

    private MemberBook(AgreementStore store, Roster roster, Member self, int vouchesNeeded)
    {
        this.store = store;
        Roster = roster;
        Self = self;
        VouchesNeeded = vouchesNeeded;
    }

    /// <summary>The newest that is known here.</summary>
    public Roster Roster { get; }

    /// <summary>This node's entry.</summary>
    public Member Self { get; }

    /// <summary>So many confirmed members make another one known.</summary>
    public int VouchesNeeded { get; }

    /// <exception cref="RefusedException">FM106, FM504, FM506, FM508 or FM509: roster, store or policy cannot be used.</exception>
    public static MemberBook Open(NodeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Roster roster, Member self) = SiteMember.Standing(options);
        return new MemberBook(AgreementStore.Open(options.Folder, time), roster, self, NodePolicy.Read(options).VouchesNeeded);
    }

    /// <summary>Everybody in the roster, in its order.</summary>
    public async Task<IReadOnlyList<MemberStanding>> ListAsync(CancellationToken cancellation)
    {
        List<Confirmation> confirmations = await store.ConfirmationsAsync(cancellation).ConfigureAwait(false);
        KnownMembers known = new(Roster, Self, confirmations, await store.VouchesAsync(cancellation).ConfigureAwait(false), VouchesNeeded);
        return [.. Roster.Members.Select(member => new MemberStanding(
            member,
            MemberFingerprint.Of(Roster.Consortium, member),
            known.Of(member.Id, member.Key),
            confirmations.Find(confirmation => confirmation.Member == member.Id && confirmation.Key == member.Key)?.Made,
            [.. known.VouchersOf(member.Id, member.Key).Select(NameOf)]))];
    }

    /// <summary>Another member, which the roster has not revoked.</summary>
    /// <exception cref="InputException">There is none of this name, it is this node, or it is revoked.</exception>
    public Member Find(string name)
    {
        Member member = Roster.Named(name) ?? throw new InputException(
            $"roster {Roster.Number} names no member '{name}'", $"It names: {string.Join(", ", Roster.Members.Select(member => member.Name))}.");
        if (member.Id == Self.Id)
            throw new InputException($"'{name}' is this node itself", "Name another member.");
        if (member.Role != MemberRole.Node)
            throw new InputException($"'{name}' holds no data and takes part in no sum: nobody's word for it counts", "Name a node.");
        return member.Revoked is null ? member : throw new InputException($"'{name}' was taken out of the consortium on {member.Revoked:yyyy-MM-dd}", "Nothing is to be done.");
    }

    /// <summary>Whether a fingerprint that somebody typed is the member's: groups and capitals do not matter.</summary>
    public bool IsFingerprintOf(Member member, string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return Bare(typed) == Bare(MemberFingerprint.Of(Roster.Consortium, member));
    }

    /// <summary>Takes down that the steward has compared a member's fingerprint.</summary>
    public Task ConfirmAsync(Member member, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(member);
        return store.ConfirmAsync(member.Id, member.Key, MemberFingerprint.Of(Roster.Consortium, member), cancellation);
    }

    /// <summary>Takes every confirmation of a member back, also of keys that it had before.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> ForgetAsync(MemberId member, CancellationToken cancellation)
    {
        bool found = false;
        foreach (Confirmation confirmation in (await store.ConfirmationsAsync(cancellation).ConfigureAwait(false)).Where(each => each.Member == member))
            found |= await store.UnconfirmAsync(member, confirmation.Key, cancellation).ConfigureAwait(false);
        return found;
    }

    /// <summary>Whether the steward has compared the keys that the member has in the roster.</summary>
    public async Task<bool> IsConfirmedAsync(Member member, CancellationToken cancellation) =>
        (await store.ConfirmationsAsync(cancellation).ConfigureAwait(false)).Exists(each => each.Member == member.Id && each.Key == member.Key);

    public void Dispose() => store.Dispose();

    private string NameOf(MemberId id) => Roster.Find(id)?.Name ?? id.ToString();

    private static string Bare(string fingerprint) => string.Concat(fingerprint.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
