using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Node;

/// <summary>
/// An organisation that answers an invitation: `fedmat node join`. Its keys are made in its folder and stay there; the request is signed by one and
/// comes over a connection made with the other. It believes the roster that comes back only if the invitation's root key leads to it and it names
/// this member with just these keys.
/// </summary>
public sealed class NewMember : IDisposable
{
    private readonly FolderLock folderLock;
    private readonly JoinFolder folder;
    private readonly JoinSettings settings;
    private readonly MemberKeys keys;
    private readonly Signed<JoinRequest> request;
    private readonly TimeProvider time;

    private NewMember(Invitation invitation, JoinFolder folder, FolderLock folderLock, MemberKeys keys, JoinSettings settings, TimeProvider time)
    {
        Invitation = invitation;
        this.folder = folder;
        this.folderLock = folderLock;
        this.keys = keys;
        this.settings = settings;
        this.time = time;
        request = Signed<JoinRequest>.Sign(
            new JoinRequest(JoinRequest.CurrentFormat, invitation.Consortium, invitation.Member, keys.Identity.Public, keys.Tls.Pin, invitation.TokenHash),
            keys.Identity);
    }

    public Invitation Invitation { get; }

    /// <summary>What the administrator is told over another way than this network.</summary>
    public string Fingerprint => request.Content.Fingerprint;

    /// <summary>The settings file, once there is a roster.</summary>
    public string Config => folder.Config;

    /// <summary>Reads an invitation and makes the keys, or takes up those that an earlier run has made in this folder.</summary>
    /// <param name="line">The invitation.</param>
    /// <param name="path">The new member's folder; null for one of its name in the current folder.</param>
    /// <param name="settings">What seals the keys, and how connections leave the site.</param>
    /// <param name="time">Says whether the invitation has expired, and dates the certificate.</param>
    /// <exception cref="RefusedException">FM108: the line is damaged or has expired. FM508: the folder is a member's. FM510: the passphrase.</exception>
    public static NewMember Prepare(string line, string? path, JoinSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Invitation invitation = Parse(line);
        string full = Path.GetFullPath(path ?? invitation.Member);
        JoinFolder folder = new(full);
        folder.RequireFree();
        if (!folder.HasKeys && invitation.Expires <= time.GetUtcNow())
        {
            throw new RefusedException(RefusalCode.InvitationUnusable,
                $"the invitation of '{invitation.Member}' ended on {invitation.Expires:yyyy-MM-dd HH:mm}Z; ask the administrator for a new one: fedmat coordinator invite --member '{invitation.Member}'");
        }

        FolderLock taken = FolderLock.Take(full);
        try
        {
            MemberKeys keys = MemberKeys.ReadOrMake(folder.Keys, invitation.Member, settings.PassphraseFile, Passphrase.Find(settings.PassphraseFile), time);
            return new NewMember(invitation, folder, taken, keys, settings, time);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Asks to be enrolled, waits until the administrator has decided, and settles in the folder.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="say">Told what is waited for.</param>
    /// <param name="cancellation">Ends the waiting; the request stays at the coordinator.</param>
    /// <returns>The roster that names this member.</returns>
    /// <exception cref="RefusedException">The coordinator's "no", the administrator's (FM108), or a roster that is not believed (FM106, FM506).</exception>
    /// <exception cref="TimeoutException">Nobody has decided. The same call again goes on with the same keys.</exception>
    public async Task<Roster> JoinAsync(TimeSpan wait, Action<string> say, CancellationToken cancellation)
    {
        using PinnedCoordinator coordinator = new(Invitation.Coordinator, keys.Tls, Invitation.Pin, CoordinatorProxy.Of(settings.Proxy, settings.ProxyCredentialsFile), time);
        bool isTaken = false;
        NewEgress line = NewEgress.Of(EgressKind.Join, study: null, Message().Request.Span);
        await EgressFile.NoteAsync(folder.State, line, time, cancellation).ConfigureAwait(false);
        Signed<Roster> roster = await new PatientCall(time, say).UntilAnsweredAsync(
            async () =>
            {
                JoinReply reply = isTaken
                    ? await coordinator.AskAsync(limits => coordinator.Enrolment.JoinStatusAsync(Status(), limits), cancellation).ConfigureAwait(false)
                    : await coordinator.AskAsync(limits => coordinator.Enrolment.JoinAsync(Message(), limits), cancellation).ConfigureAwait(false);
                isTaken = true;
                return Read(reply);
            },
            "approval by the administrator", wait, Invitation.Coordinator, cancellation).ConfigureAwait(false);
        if (Refuse(roster) is { } refusal)
            throw new RefusedException(refusal);
        folder.Complete(Invitation, roster, settings);
        return roster.Content;
    }

    public void Dispose()
    {
        keys.Dispose();
        folderLock.Dispose();
    }

    private static Invitation Parse(string line)
    {
        try
        {
            return Invitation.Parse(line);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.InvitationUnusable, error.Message, error);
        }
    }

    private JoinMessage Message() => new() { Request = request.ToBytes(), Token = ByteString.CopyFrom(Convert.FromBase64String(Invitation.Token)) };

    private JoinStatusRequest Status() => new() { Invitation = Invitation.TokenHash.ToBytes() };

    private static Signed<Roster>? Read(JoinReply reply) => reply.Status switch
    {
        "waiting" => null,
        "approved" => reply.Roster.ToDocument<Roster>(),
        "refused" => throw new RefusedException(RefusalCode.InvitationUnusable, $"the administrator has turned the request down: {reply.Reason}"),
        _ => throw new RefusedException(RefusalCode.IncompatibleVersion, "the coordinator's answer is none of waiting, approved and refused; install the newer version on the older side"),
    };

    private Refusal? Refuse(Signed<Roster> roster)
    {
        Roster content = roster.Content;
        if (RosterFile.Foreign(roster, Invitation.Root) is not null || content.Consortium != Invitation.Consortium)
        {
            return new Refusal(RefusalCode.RosterNotSigned,
                $"the roster that came is not of the consortium that the invitation is for (root key {Invitation.Root.Fingerprint}); nothing was written: tell the administrator");
        }

        Member? self = content.Named(Invitation.Member);
        return self is { Role: MemberRole.Node } && self.Key == keys.Identity.Public && self.Pin == keys.Tls.Pin && self.IsActive(time.GetUtcNow())
            ? null
            : new Refusal(RefusalCode.KeyUnusable,
                $"roster {content.Number} does not name '{Invitation.Member}' as a node with the keys that were made here; nothing was written: tell the administrator");
    }
}
