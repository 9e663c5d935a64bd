using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>This site as a member, for commands beside a node that may be running: its keys, and its entry in the newest roster that is known here.</summary>
public sealed class SiteMember : IDisposable
{
    private readonly NodeOptions options;
    private readonly MemberKeys keys;
    private readonly TimeProvider time;

    private SiteMember(NodeOptions options, Roster roster, Member self, MemberKeys keys, TimeProvider time)
    {
        this.options = options;
        this.keys = keys;
        this.time = time;
        Roster = roster;
        Self = self;
    }

    public Roster Roster { get; }

    /// <summary>This member's own entry.</summary>
    public Member Self { get; }

    /// <exception cref="RefusedException">FM106, FM504, FM506 or FM510: a file cannot be used, or the roster does not name this site as it is.</exception>
    public static SiteMember Open(NodeOptions options, TimeProvider time)
    {
        (Roster roster, Member self) = Standing(options);
        MemberKeys keys = MemberKeys.Read(KeyPaths.Of(options), options.PassphraseFile);
        if (self.Key == keys.Identity.Public && self.Pin == keys.Tls.Pin)
            return new SiteMember(options, roster, self, keys, time);
        keys.Dispose();
        throw new RefusedException(RefusalCode.KeyUnusable,
            $"roster {roster.Number} has another key or certificate for '{self.Name}' than the settings 'keyFile' and 'tlsFile'; "
            + "if new keys are under way, run: fedmat node keys rotate");
    }

    /// <summary>The newest roster that is known here, and this site's entry.</summary>
    /// <exception cref="RefusedException">FM106 or FM504: the roster cannot be used. FM506: it does not name this site.</exception>
    public static (Roster Roster, Member Self) Standing(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Roster roster = RosterFile.Newest(options, Seen(options.Folder)).Content;
        return (roster, EntryOf(options, roster));
    }

    /// <summary>Says that this member leaves; the administrator is told.</summary>
    public async Task LeaveAsync(string reason, CancellationToken cancellation)
    {
        Departure departure = new(Departure.CurrentFormat, Roster.Consortium, Self.Id, reason, time.GetUtcNow());
        LeaveRequest request = new() { Departure = Signed<Departure>.Sign(departure, keys.Identity).ToBytes() };
        await NoteAsync(EgressKind.Leave, request.Departure.Span, cancellation).ConfigureAwait(false);
        using PinnedCoordinator coordinator = Call();
        await coordinator.AskAsync(limits => coordinator.Rounds.LeaveAsync(request, limits), cancellation).ConfigureAwait(false);
    }

    /// <summary>Vouches for another member's keys, so that others may take them for known too.</summary>
    /// <returns>What was said.</returns>
    public async Task<Signed<Vouch>> VouchAsync(Member member, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(member);
        Signed<Vouch> vouch = Signed<Vouch>.Sign(
            new Vouch(Vouch.CurrentFormat, Roster.Consortium, Self.Id, member.Id, member.Key, member.Pin, time.GetUtcNow()), keys.Identity);
        VouchRequest request = new() { Vouch = vouch.ToBytes() };
        await NoteAsync(EgressKind.Vouch, request.Vouch.Span, cancellation).ConfigureAwait(false);
        using PinnedCoordinator coordinator = Call();
        await coordinator.AskAsync(limits => coordinator.Rounds.VouchAsync(request, limits), cancellation).ConfigureAwait(false);
        return vouch;
    }

    public void Dispose() => keys.Dispose();

    internal static Member EntryOf(NodeOptions options, Roster roster) => roster.Named(options.Name)
        ?? throw new RefusedException(RefusalCode.KeyUnusable,
            $"roster {roster.Number} names no member '{options.Name}': correct the setting 'name', or ask the administrator for a roster with this member");

    private static Signed<Roster>? Seen(string folder)
    {
        using NodeView? view = NodeView.Open(folder);
        return view?.Rosters() is [{ } newest, ..] ? newest : null;
    }

    private Task NoteAsync(string kind, ReadOnlySpan<byte> document, CancellationToken cancellation) =>
        EgressFile.NoteAsync(options.Folder, NewEgress.Of(kind, study: null, document), time, cancellation);

    private PinnedCoordinator Call() => new(options.Coordinator, keys.Tls, Roster.Coordinator.Pin, options.Proxy, time);
}
