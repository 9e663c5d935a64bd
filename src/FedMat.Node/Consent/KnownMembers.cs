using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>
/// Whose keys are known at this node, and by what, as it stands at one moment. An entry in the roster makes nobody known: whoever holds the root
/// key alone can enrol puppets, and no sum is to count them.
/// </summary>
public sealed class KnownMembers
{
    private readonly Dictionary<(MemberId Member, VerifyingKey Key), Acquaintance> known = [];
    private readonly Dictionary<(MemberId Member, VerifyingKey Key), IReadOnlyList<MemberId>> vouchers = [];
    private readonly Signed<Vouch>[] vouches;
    private readonly Roster roster;

    /// <param name="roster">The newest. The word of a member that it has revoked counts no more.</param>
    /// <param name="self">This node's entry, with its key.</param>
    /// <param name="confirmations">The steward's.</param>
    /// <param name="vouches">From anybody; one whose signature does not hold is passed over.</param>
    /// <param name="vouchesNeeded">So many confirmed members make another one known, at least 1.</param>
    public KnownMembers(
        Roster roster, Member self, IEnumerable<Confirmation> confirmations, IEnumerable<Signed<Vouch>> vouches, int vouchesNeeded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vouchesNeeded, 1);
        this.roster = roster;
        this.vouches = [.. vouches.Where(vouch => vouch.Content.Consortium == roster.Consortium)];
        known[(self.Id, self.Key)] = Acquaintance.Self;
        foreach (Confirmation confirmation in confirmations)
            known.TryAdd((confirmation.Member, confirmation.Key), Acquaintance.Confirmed);
        FollowKeyChanges();
        AddVouched(self.Id, vouchesNeeded);
        FollowKeyChanges();
    }

    /// <inheritdoc cref="KnownMembers(Roster, Member, IEnumerable{Confirmation}, IEnumerable{Signed{Vouch}}, int)"/>
    public static async Task<KnownMembers> ReadAsync(
        AgreementStore store, Roster roster, Member self, int vouchesNeeded, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new KnownMembers(
            roster, self, await store.ConfirmationsAsync(cancellation).ConfigureAwait(false), await store.VouchesAsync(cancellation).ConfigureAwait(false),
            vouchesNeeded);
    }

    public Acquaintance Of(MemberId member, VerifyingKey key) => known.GetValueOrDefault((member, key));

    /// <summary>By what a member is known with the key that the roster gives it; one that the roster has revoked is nobody's acquaintance.</summary>
    public Acquaintance Of(MemberId member) => roster.Find(member) is { Revoked: null } entry ? Of(entry.Id, entry.Key) : Acquaintance.Unknown;

    /// <summary>The confirmed members that vouch for a key, be they enough or not; empty where the key is known without them.</summary>
    public IReadOnlyList<MemberId> VouchersOf(MemberId member, VerifyingKey key) => vouchers.GetValueOrDefault((member, key), []);

    /// <summary>The members of a plan that are not known here, in the plan's order.</summary>
    public IReadOnlyList<MemberId> Strangers(Plan plan) => [.. plan.Members.Where(member => Of(member) == Acquaintance.Unknown)];

    /// <summary>A key that is known hands over to the next one, and that to the one after it.</summary>
    private void FollowKeyChanges()
    {
        List<Signed<Vouch>> changes = [.. vouches.Where(vouch => vouch.Content.Voucher == vouch.Content.Member)];
        bool found = true;
        while (found)
        {
            found = changes.RemoveAll(change => IsFromKnownKey(change) && known.TryAdd((change.Content.Member, change.Content.Key), Acquaintance.KeyChange)) > 0;
        }
    }

    /// <summary>Counts the confirmed members that vouch; a member that is known by vouches alone adds none.</summary>
    private void AddVouched(MemberId self, int needed)
    {
        var words = vouches
            .Where(vouch => vouch.Content.Voucher != vouch.Content.Member && vouch.Content.Voucher != self)
            .Where(vouch => !known.ContainsKey((vouch.Content.Member, vouch.Content.Key)) && IsFromKnownNode(vouch))
            .GroupBy(vouch => (vouch.Content.Member, vouch.Content.Key), vouch => vouch.Content.Voucher)
            .ToArray();
        foreach (var word in words)
        {
            MemberId[] distinct = [.. word.Distinct()];
            vouchers[word.Key] = distinct;
            if (distinct.Length >= needed)
                known[word.Key] = Acquaintance.Vouched;
        }
    }

    /// <summary>By the key that a node has in the newest roster: an older one may lie about somewhere, and an administrator may be the same person as a lab.</summary>
    private bool IsFromKnownNode(Signed<Vouch> vouch) =>
        roster.Find(vouch.Content.Voucher) is { Revoked: null, Role: MemberRole.Node } voucher && known.ContainsKey((voucher.Id, voucher.Key)) && vouch.IsSignedBy(voucher.Key);

    private bool IsFromKnownKey(Signed<Vouch> vouch) =>
        known.Keys.Any(entry => entry.Member == vouch.Content.Voucher && vouch.IsSignedBy(entry.Key));
}
