using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>
/// Keeps the newest roster of the consortium. Trust begins at the pinned root key and moves with the rosters: each is signed by the root key of
/// the one before, or by one that this key has handed over to. An older or foreign one is refused, wherever it comes from.
/// </summary>
internal sealed class RosterKeeper
{
    private readonly Site site;
    private readonly NodeStore store;
    private volatile Known current;

    private RosterKeeper(Site site, NodeStore store, Signed<Roster> current)
    {
        this.site = site;
        this.store = store;
        this.current = new Known(current, current.Hash);
    }

    public Roster Current => current.Content;

    /// <summary>This node's own entry.</summary>
    public Member Self => SelfIn(Current);

    /// <summary>What an attempt rests on under the newest roster.</summary>
    /// <exception cref="RefusedException">FM204: the roster does not name a member of the plan.</exception>
    public SumTerms TermsOf(RoundId round, Plan plan)
    {
        Known known = current;
        return known.TermsOf(round, plan)
            ?? throw new RefusedException(RefusalCode.PlanMembers, $"the plan names a member that roster {known.Content.Number} does not");
    }

    /// <summary>What an attempt rested on when it was entered, with its roster, be it an older one.</summary>
    /// <returns>Null when this node had another key in that roster, or there is none.</returns>
    public async Task<(SumTerms Terms, Roster Roster)?> TermsOfAsync(RoundId round, Plan plan, Digest setup, CancellationToken cancellation)
    {
        Known known = current;
        if (known.TermsOf(round, plan) is { } terms && terms.Setup == setup)
            return (terms, known.Content);
        foreach (Signed<Roster> older in await store.RostersAsync(cancellation).ConfigureAwait(false))
        {
            Known past = new(older, older.Hash);
            if (past.TermsOf(round, plan) is { } then && then.Setup == setup && then.Find(Self.Id)?.Key == site.Key.Public)
                return (then, past.Content);
        }

        return null;
    }

    /// <summary>What an attempt may have rested on: the newest roster first, then those before it.</summary>
    public async Task<IReadOnlyList<SumTerms>> EveryTermsAsync(RoundId round, Plan plan, CancellationToken cancellation)
    {
        Known known = current;
        IReadOnlyList<Signed<Roster>> seen = await store.RostersAsync(cancellation).ConfigureAwait(false);
        return [.. seen.Select(roster => new Known(roster, roster.Hash)).Where(past => past.Hash != known.Hash).Prepend(known)
            .OrderByDescending(past => past.Content.Number).Select(past => past.TermsOf(round, plan)).OfType<SumTerms>()];
    }

    /// <summary>Opens with the newer one of the roster's file and the store.</summary>
    /// <exception cref="RefusedException">FM109, FM504 to FM506: no readable roster, not the root's, or it does not name this node as a member.</exception>
    public static async Task<RosterKeeper> OpenAsync(NodeOptions options, Site site, NodeStore store, CancellationToken cancellation)
    {
        Signed<Roster>? stored = await store.RosterAsync(cancellation).ConfigureAwait(false);
        RosterKeeper keeper = new(site, store, RosterFile.Newest(options, stored));
        if (NotUsable(keeper.Current, site) is { } refusal)
            throw new RefusedException(refusal with { Detail = $"{options.RosterFile} (setting 'rosterFile'): {refusal.Detail}{NewKeys(options)}" });
        if (await store.TakeRosterAsync(keeper.current.Roster, cancellation).ConfigureAwait(false) is { } older)
            throw new RefusedException(older);
        return keeper.Revoked() is { } revoked ? throw new RefusedException(revoked) : keeper;
    }

    /// <summary>Takes a roster that the coordinator offers.</summary>
    /// <returns>
    /// Null when it is the newest now. FM105, FM106 or FM506: the old one stays. FM109: it is the newest, and takes this node out of the consortium.
    /// </returns>
    public async Task<Refusal?> TakeAsync(Signed<Roster> offered, CancellationToken cancellation)
    {
        Refusal? refusal = RosterFile.Foreign(offered, Current.Root) ?? OfAnother(offered.Content) ?? NotUsable(offered.Content, site);
        if (refusal is null && offered.Content.Number > Current.Number)
            refusal = RosterSuccession.CheckEntries(await store.RostersAsync(cancellation).ConfigureAwait(false), offered.Content);
        refusal ??= await store.TakeRosterAsync(offered, cancellation).ConfigureAwait(false);
        if (refusal is not null)
            return refusal;
        if (offered.Hash != current.Hash)
            current = new Known(offered, offered.Hash);
        return Revoked();
    }

    /// <summary>Why nothing is contributed under the newest roster at that moment; null when it is in force and names this node.</summary>
    /// <returns>FM102, FM109 or FM110.</returns>
    public Refusal? Refuse(DateTimeOffset now) => Refuse(Current, now);

    /// <summary>The same of a roster that this node has taken, be it an older one.</summary>
    public Refusal? Refuse(Roster roster, DateTimeOffset now)
    {
        Member self = SelfIn(roster);
        if (roster.NotAfter is { } end && end <= now)
        {
            return new Refusal(RefusalCode.RosterExpired,
                $"roster {roster.Number} ended on {end:yyyy-MM-dd HH:mm}Z, and no newer one has come; the administrator signs one: fedmat coordinator roster renew");
        }

        if (self.NotAfter <= now)
            return new Refusal(RefusalCode.MemberExpired, $"the roster's entry of '{site.Name}' ended on {Self.NotAfter:yyyy-MM-dd}; ask the administrator to renew it");
        return Revoked(roster);
    }

    private Member SelfIn(Roster roster) => roster.Named(site.Name)!;

    private static string NewKeys(NodeOptions options) => KeyPaths.Of(options).IsWaiting ? "; new keys wait beside them: run fedmat node keys rotate" : "";

    private Refusal? OfAnother(Roster roster) => roster.Consortium == Current.Consortium
        ? null
        : new Refusal(RefusalCode.RosterNotSigned, $"roster {roster.Number} is of consortium {roster.Consortium.Short}; this node belongs to {Current.Consortium.Short}");

    private Refusal? Revoked() => Revoked(Current);

    private Refusal? Revoked(Roster roster) => SelfIn(roster).Revoked is { } since
        ? new Refusal(RefusalCode.MemberRevoked,
            $"roster {roster.Number} has taken '{site.Name}' out of the consortium on {since:yyyy-MM-dd}; this node takes part in nothing any more. "
            + "If that is a mistake, talk to the administrator: the organisation is invited anew")
        : null;

    /// <summary>A roster that does not name this node as it is leaves it nothing to do.</summary>
    private static Refusal? NotUsable(Roster roster, Site site)
    {
        Member? byName = roster.Named(site.Name);
        string? what = byName switch
        {
            null => $"names no member '{site.Name}': correct the setting 'name', or ask the administrator for a roster with this member",
            { Role: not MemberRole.Node } => $"gives '{site.Name}' another role than that of a node",
            _ when byName.Key != site.Key.Public => $"has another key for '{site.Name}' than the setting 'keyFile' ({site.Key.Public.Fingerprint}): use the key that this member was enrolled with",
            _ when byName.Pin != site.Tls.Pin => $"has another certificate pin for '{site.Name}' than the setting 'tlsFile' ({site.Tls.Pin}): use the certificate that this member was enrolled with",
            _ => null,
        };
        return what is null ? null : new Refusal(RefusalCode.KeyUnusable, $"roster {roster.Number} {what}");
    }

    private sealed record Known(Signed<Roster> Roster, Digest Hash)
    {
        public Roster Content => Roster.Content;

        /// <summary>Null when the roster does not name everybody in the plan.</summary>
        public SumTerms? TermsOf(RoundId round, Plan plan) =>
            plan.Members.All(member => Content.Find(member) is not null) ? new SumTerms(round, plan, Content, Hash) : null;
    }
}
