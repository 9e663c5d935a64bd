using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>
/// Rosters that were published, invitations and requests, vouches, answers to plans. What somebody did is written together with its line in the audit log. A
/// part of <see cref="CoordinatorStore"/>.
/// </summary>
public sealed class MembershipStore
{
    private const int MostWaiting = 1000;
    private const int MostVouches = 1000;
    private readonly Database<CoordinatorContext> database;

    internal MembershipStore(Database<CoordinatorContext> database) => this.database = database;

    /// <summary>What waits for an administrator, the oldest first.</summary>
    public Task<IReadOnlyList<PendingRecord>> WaitingAsync(CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<PendingRecord>>("read what is pending", PendingTable.Waiting, cancellation);

    /// <summary>An invitation by the SHA-256 of its token, whatever became of it; null when there is none.</summary>
    public Task<PendingRecord?> FindAsync(Digest token, CancellationToken cancellation) =>
        database.AskAsync("find an invitation", sql => PendingTable.Find(sql, token), cancellation);

    /// <summary>Adds an invitation.</summary>
    /// <returns>Why it was not added; null when it was.</returns>
    public Task<Refusal?> InviteAsync(PendingRecord invitation, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync("invite", sql =>
        {
            List<PendingRecord> waiting = PendingTable.Waiting(sql);
            if (waiting.Count >= MostWaiting)
                return new Refusal(RefusalCode.InvitationUnusable, $"{MostWaiting} invitations and requests are waiting; decline some of them first");
            if (waiting.Any(item => IsFor(item, invitation.Name, entry.At)))
                return new Refusal(RefusalCode.InvitationUnusable, $"'{invitation.Name}' is invited already; decline that invitation first, or wait until it has expired");
            if (PendingTable.Find(sql, invitation.Token!.Value) is not null)
                return new Refusal(RefusalCode.InvitationUnusable, "there is an invitation with this token already; make a new one");
            PendingTable.Add(sql, invitation);
            AuditTable.Add(sql, entry);
            return null;
        }, cancellation);

    /// <summary>Uses an invitation. One that was used, declined or fulfilled meanwhile stays as it is.</summary>
    /// <returns>The invitation as it is then.</returns>
    public Task<PendingRecord> UseAsync(PendingRecord invitation, ReadOnlyMemory<byte> request, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync("use an invitation", sql =>
        {
            if (PendingTable.Find(sql, invitation.Id) is { State: PendingState.Waiting, Kind: PendingKind.Invited })
            {
                PendingTable.Use(sql, invitation.Id, request, entry.At);
                AuditTable.Add(sql, entry);
            }

            return PendingTable.Find(sql, invitation.Id)!;
        }, cancellation);

    /// <summary>Turns something down that waits.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="reason">For whoever asked.</param>
    /// <param name="entry">The line in the audit log, of what was turned down.</param>
    /// <param name="cancellation">Heeded until it is written.</param>
    /// <returns>What it was; null when nothing of this number waits.</returns>
    public Task<PendingRecord?> DeclineAsync(long id, string reason, Func<PendingRecord, AuditEntry> entry, CancellationToken cancellation) =>
        WriteAsync("decline", sql =>
        {
            if (PendingTable.Find(sql, id) is not { State: PendingState.Waiting } item)
                return null;
            PendingTable.End(sql, id, PendingState.Declined, reason);
            AuditTable.Add(sql, entry(item));
            return item;
        }, cancellation);

    /// <summary>Keeps a roster that follows from the newest one, and settles what it fulfils.</summary>
    public Task PublishAsync(Signed<Roster> roster, Func<PendingRecord, bool> isFulfilled, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync("publish a roster", sql =>
        {
            sql.Run("INSERT INTO roster (number, document) VALUES ($1, $2)", roster.Content.Number, roster.ToJson());
            foreach (PendingRecord item in PendingTable.Waiting(sql).Where(isFulfilled))
                PendingTable.End(sql, item.Id, PendingState.Fulfilled, "");
            AuditTable.Add(sql, entry);
            return true;
        }, cancellation);

    /// <summary>Keeps a member's request until an administrator has looked at it; it takes the place of an earlier one of its kind.</summary>
    public Task RequestAsync(PendingRecord request, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync("keep a request", sql =>
        {
            PendingTable.Replace(sql, request);
            AuditTable.Add(sql, entry);
            return true;
        }, cancellation);

    /// <summary>Keeps a vouch in the place of an earlier one of the same member for the same.</summary>
    /// <param name="vouch">Checked.</param>
    /// <param name="keyChange">What waits for an administrator with it; null for none.</param>
    /// <param name="entry">The line in the audit log.</param>
    /// <param name="cancellation">Heeded until it is written.</param>
    /// <returns>As it was kept, and the number of the one before it; null where one is there that was made no earlier, which changes nothing.</returns>
    /// <exception cref="RefusedException">FM107: too many of one member.</exception>
    public Task<(StoredVouch Kept, long? Replaced)?> VouchAsync(Signed<Vouch> vouch, PendingRecord? keyChange, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync<(StoredVouch, long?)?>("keep a vouch", sql =>
        {
            (long Number, DateTimeOffset Made)? before = VouchTable.Before(sql, vouch.Content);
            if (before?.Made >= vouch.Content.Made)
                return null;
            if (before is null && VouchTable.Count(sql, vouch.Content.Voucher) >= MostVouches)
                throw new RefusedException(RefusalCode.Malformed, $"one member vouches for at most {MostVouches} keys");
            StoredVouch kept = VouchTable.Put(sql, vouch);
            if (keyChange is not null)
                PendingTable.Replace(sql, keyChange);
            AuditTable.Add(sql, entry);
            return (kept, before?.Number);
        }, cancellation);

    /// <summary>All vouches, in the order of their numbers.</summary>
    public Task<IReadOnlyList<StoredVouch>> VouchesAsync(CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<StoredVouch>>("read vouches", VouchTable.All, cancellation);

    /// <summary>Keeps a member's answer in the place of an earlier one to the same plan.</summary>
    public Task AnswerAsync(Signed<StudyConsent> answer, AuditEntry entry, CancellationToken cancellation) =>
        WriteAsync("keep an answer", sql =>
        {
            AnswerTable.Put(sql, answer);
            AuditTable.Add(sql, entry);
            return true;
        }, cancellation);

    /// <summary>The newest answer of each member to each plan.</summary>
    public Task<IReadOnlyList<Signed<StudyConsent>>> AnswersAsync(CancellationToken cancellation) =>
        database.AskAsync<IReadOnlyList<Signed<StudyConsent>>>("read answers", AnswerTable.All, cancellation);

    private static bool IsFor(PendingRecord item, string name, DateTimeOffset now) =>
        string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase)
        && (item.Kind == PendingKind.Join || (item.Kind == PendingKind.Invited && now < item.Expires));

    private Task<T> WriteAsync<T>(string name, Func<SqlSession, T> work, CancellationToken cancellation) =>
        database.RunAsync(name, work, _ => { }, cancellation);
}
