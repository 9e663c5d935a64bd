using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Node;

/// <summary>
/// A member takes new keys while its node is stopped: they are made beside the old ones, the member vouches for them with its present key, and they
/// come into use once a roster names them. At whatever moment the process is killed, it goes on where it was when it is begun again.
/// </summary>
public sealed class KeyRotation : IDisposable
{
    private readonly NodeOptions options;
    private readonly TimeProvider time;
    private readonly FolderLock folder;
    private readonly NodeStore store;
    private readonly KeyPaths paths;
    private readonly MemberKeys present;
    private readonly MemberKeys next;
    private Roster roster;

    private KeyRotation(NodeOptions options, TimeProvider time, FolderLock folder, NodeStore store, MemberKeys present, MemberKeys next, Roster roster)
    {
        this.options = options;
        this.time = time;
        this.folder = folder;
        this.store = store;
        this.present = present;
        this.next = next;
        this.roster = roster;
        paths = KeyPaths.Of(options);
    }

    /// <summary>Of the new keys, for the administrator.</summary>
    public string Fingerprint => MemberFingerprint.Of(roster.Consortium, Self.Name, next.Identity.Public, next.Tls.Pin);

    /// <summary>Whether a roster names the new keys already, so that nothing has to be asked.</summary>
    public bool IsPublished => Names(Self, next);

    private Member Self => SiteMember.EntryOf(options, roster);

    /// <summary>Locks the node's folder, and makes new keys or takes up those of an earlier run.</summary>
    /// <exception cref="RefusedException">FM506: the present keys are not the roster's. FM508: the node is running. Others with the file.</exception>
    public static async Task<KeyRotation> BeginAsync(NodeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        FolderLock? folder = null;
        MemberKeys? present = null;
        NodeStore? store = null;
        try
        {
            folder = FolderLock.Take(options.Folder);
            present = MemberKeys.Read(KeyPaths.Of(options), options.PassphraseFile);
            store = await NodeStore.OpenAsync(options.Folder, present.Identity.Public, time, cancellation).ConfigureAwait(false);
            Signed<Roster> newest = RosterFile.Newest(options, await store.RosterAsync(cancellation).ConfigureAwait(false));
            MemberKeys next = Next(options, newest.Content, present, time);
            // A roster with the present keys is kept: by it, what they signed can be checked later.
            return await store.TakeRosterAsync(newest, cancellation).ConfigureAwait(false) is { } refusal
                ? throw new RefusedException(refusal)
                : new KeyRotation(options, time, folder, store, present, next, newest.Content);
        }
        catch
        {
            store?.Dispose();
            present?.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>Tells the consortium of the new keys, waits until a roster names them, and takes them into use.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="say">Told what is waited for.</param>
    /// <param name="cancellation">Ends the waiting; the new keys stay where they are.</param>
    /// <returns>The number of the roster that names them.</returns>
    /// <exception cref="TimeoutException">No roster has named them yet. Begin again.</exception>
    public async Task<int> FinishAsync(TimeSpan wait, Action<string> say, CancellationToken cancellation)
    {
        if (!IsPublished)
            await TakeAsync(await AskAsync(wait, say, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        RowKey.Keep(SnapshotKeeper.FolderIn(options.Folder), present.Identity, next.Identity);
        paths.Switch();
        return roster.Number;
    }

    public void Dispose()
    {
        next.Dispose();
        present.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    private static MemberKeys Next(NodeOptions options, Roster roster, MemberKeys present, TimeProvider time)
    {
        Member self = SiteMember.EntryOf(options, roster);
        KeyPaths paths = KeyPaths.Of(options);
        if (paths.IsWaiting)
        {
            MemberKeys waiting = MemberKeys.Read(paths.Next, options.PassphraseFile);
            if (Names(self, waiting))
                return waiting;
            waiting.Dispose();
        }

        if (!Names(self, present))
        {
            throw new RefusedException(RefusalCode.KeyUnusable,
                $"roster {roster.Number} has other keys for '{self.Name}' than the settings 'keyFile' and 'tlsFile', which must be those that are in use: nothing was changed");
        }

        return MemberKeys.ReadOrMake(paths.ForNext, self.Name, options.PassphraseFile, Passphrase.Find(options.PassphraseFile), time);
    }

    private static bool Names(Member entry, MemberKeys keys) => entry.Key == keys.Identity.Public && entry.Pin == keys.Tls.Pin;

    private async Task<Signed<Roster>> AskAsync(TimeSpan wait, Action<string> say, CancellationToken cancellation)
    {
        using PinnedCoordinator asNext = new(options.Coordinator, next.Tls, roster.Coordinator.Pin, options.Proxy, time);
        bool isSaid = false;
        return await new PatientCall(time, say).UntilAnsweredAsync(
            async () =>
            {
                // A roster may have named the new keys while nobody here waited for it: then the old ones open no door any more.
                if (await HelloAsync(asNext, cancellation).ConfigureAwait(false) is { } answer)
                    return answer;
                if (!isSaid)
                    await VouchAsync(cancellation).ConfigureAwait(false);
                isSaid = true;
                return null;
            },
            "a roster with the new keys, which the administrator signs", wait, options.Coordinator, cancellation).ConfigureAwait(false);
    }

    private async Task<Signed<Roster>?> HelloAsync(PinnedCoordinator asNext, CancellationToken cancellation)
    {
        HelloRequest request = new() { ProductVersion = Versions.Product, RosterNumber = roster.Number };
        request.Protocols.AddRange(Versions.Protocols);
        try
        {
            HelloReply reply = await asNext.AskAsync(limits => asNext.Rounds.HelloAsync(request, limits), cancellation).ConfigureAwait(false);
            return reply.Roster.IsEmpty ? null : reply.Roster.ToDocument<Roster>();
        }
        catch (RefusedException error) when (error.InnerException is RpcException rpc && rpc.ToRefusal()?.Code == RefusalCode.UnknownCertificate)
        {
            return null;
        }
    }

    private async Task VouchAsync(CancellationToken cancellation)
    {
        Vouch vouch = new(Vouch.CurrentFormat, roster.Consortium, Self.Id, Self.Id, next.Identity.Public, next.Tls.Pin, time.GetUtcNow());
        VouchRequest request = new()
        {
            Vouch = Signed<Vouch>.Sign(vouch, present.Identity).ToBytes(),
            Possession = ByteString.FromBase64(Signed<Vouch>.Sign(vouch, next.Identity).Signature),
        };
        await store.Egress.NoteAsync(NewEgress.Of(EgressKind.Vouch, study: null, request.Vouch.Span), cancellation).ConfigureAwait(false);
        using PinnedCoordinator coordinator = new(options.Coordinator, present.Tls, roster.Coordinator.Pin, options.Proxy, time);
        await coordinator.AskAsync(limits => coordinator.Rounds.VouchAsync(request, limits), cancellation).ConfigureAwait(false);
    }

    private async Task TakeAsync(Signed<Roster> offered, CancellationToken cancellation)
    {
        if (RosterFile.Foreign(offered, roster.Root) is { } foreign)
            throw new RefusedException(foreign);
        Member? entry = offered.Content.Find(Self.Id);
        if (offered.Content.Consortium != roster.Consortium || entry is not { Revoked: null } || entry.Name != Self.Name || !Names(entry, next))
        {
            throw new RefusedException(RefusalCode.KeyUnusable,
                $"roster {offered.Content.Number} does not name '{Self.Name}' with the new keys; nothing was changed: tell the administrator");
        }

        if (await store.TakeRosterAsync(offered, cancellation).ConfigureAwait(false) is { } older)
            throw new RefusedException(older);
        roster = offered.Content;
    }
}
