using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Agreements;

/// <summary>
/// What a node's steward has agreed to: keys that were compared, plans that were put before the node, and its signed answers. A database of its own
/// beside the node's, since commands write it while the node runs: several processes may have it open.
/// </summary>
public sealed class AgreementStore : IDisposable
{
    // "FdMa"; see MigrationSet.
    internal static readonly MigrationSet Migrations = new("Agreement", 0x46644D61);

    private readonly SqlDatabase database;
    private readonly TimeProvider time;

    private AgreementStore(SqlDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Opens the store in a node's folder.</summary>
    /// <param name="folder">Made when it is missing, and taken from everybody but its owner.</param>
    /// <param name="time">Stamps what is stored.</param>
    /// <exception cref="RefusedException">FM508: the file is another store, a newer one, or a damaged one.</exception>
    public static AgreementStore Open(string folder, TimeProvider time)
    {
        OwnFolder.Make(folder);
        return new AgreementStore(new SqlDatabase(PathIn(folder), Migrations, time), time);
    }

    /// <summary>Whether a folder has such a store.</summary>
    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    /// <summary>Tells when it is time to read again.</summary>
    public AgreementWatch Watch() => new(database.Connection);

    /// <summary>Takes down that the steward has compared a member's fingerprint. The same again changes nothing.</summary>
    public Task ConfirmAsync(MemberId member, VerifyingKey key, string fingerprint, CancellationToken cancellation) =>
        RunAsync("confirm a member", sql => ConfirmationTable.Add(sql, new Confirmation(member, key, fingerprint, time.GetUtcNow())), cancellation);

    /// <summary>Takes a confirmation back.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> UnconfirmAsync(MemberId member, VerifyingKey key, CancellationToken cancellation) =>
        RunAsync("take a confirmation back", sql => ConfirmationTable.Remove(sql, member, key), cancellation);

    /// <summary>The oldest first.</summary>
    public Task<List<Confirmation>> ConfirmationsAsync(CancellationToken cancellation) =>
        database.AskAsync("list the confirmations", ConfirmationTable.All, cancellation);

    /// <summary>Takes a vouch, in the place of an older one of the same voucher for the same member and key.</summary>
    /// <param name="vouch">Its signature was verified: another's would take the place of a true one.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <returns>False when it was there, or a newer one.</returns>
    public Task<bool> TakeVouchAsync(Signed<Vouch> vouch, CancellationToken cancellation) =>
        RunAsync("take a vouch", sql => VouchTable.Add(sql, vouch), cancellation);

    /// <summary>The oldest first.</summary>
    public Task<List<Signed<Vouch>>> VouchesAsync(CancellationToken cancellation) => database.AskAsync("list the vouches", VouchTable.All, cancellation);

    /// <summary>Keeps a plan and what the policy made of it. A later decision about the same plan takes the earlier one's place.</summary>
    /// <param name="plan">Valid, and signed by whom it should be.</param>
    /// <param name="decision">The policy's.</param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    public Task DecideAsync(Signed<Plan> plan, PolicyDecision decision, CancellationToken cancellation) =>
        RunAsync("keep a plan", sql => StudyRequestTable.Decide(sql, plan, decision, time.GetUtcNow()), cancellation);

    /// <summary>Marks a study as over. Nothing happens when it is not known.</summary>
    public Task EndAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation) =>
        RunAsync("end a study", sql => StudyRequestTable.End(sql, study, status, reason, time.GetUtcNow()), cancellation);

    /// <summary>Null when the plan was never put before this node.</summary>
    public Task<StudyRequest?> StudyAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync("find a study", sql => StudyRequestTable.Find(sql, study), cancellation);

    /// <summary>The oldest first.</summary>
    public Task<List<StudyRequest>> StudiesAsync(CancellationToken cancellation) =>
        database.AskAsync("list the studies", StudyRequestTable.All, cancellation);

    /// <summary>Adds an answer to a plan; the ones before stay.</summary>
    /// <param name="study">Which.</param>
    /// <param name="giver">Who answers.</param>
    /// <param name="answer">
    /// Given how the study stands and the answer's number, it signs one; null for none. No other answer comes between. May be asked several times.
    /// </param>
    /// <param name="cancellation">Heeded until the transaction begins.</param>
    /// <returns>What was added; null when nothing was, or the plan is not known.</returns>
    public Task<Signed<StudyConsent>?> AnswerAsync(
        StudyId study, AnswerGiver giver, Func<StudyRequest, int, Signed<StudyConsent>?> answer, CancellationToken cancellation) => database.RunAsync(
        "keep an answer",
        sql =>
        {
            if (StudyRequestTable.Find(sql, study) is not { } request)
                return null;
            int number = (request.Consent?.Document.Content.Number ?? 0) + 1;
            Signed<StudyConsent>? consent = answer(request, number);
            if (consent is not null)
                ConsentTable.Add(sql, consent, giver);
            return consent;
        },
        cancellation);

    /// <summary>All answers to a plan, the first one first.</summary>
    public Task<List<StoredConsent>> ConsentsAsync(StudyId study, CancellationToken cancellation) =>
        database.AskAsync("list the answers", sql => ConsentTable.Of(sql, study), cancellation);

    /// <summary>The newest answers that the coordinator does not have.</summary>
    public Task<List<Signed<StudyConsent>>> UntakenAsync(CancellationToken cancellation) =>
        database.AskAsync("list the answers to be sent", ConsentTable.Untaken, cancellation);

    /// <summary>The coordinator has an answer.</summary>
    public Task NoteTakenAsync(StudyId study, int number, CancellationToken cancellation) =>
        RunAsync("note that an answer arrived", sql => ConsentTable.Take(sql, study, number, time.GetUtcNow()), cancellation);

    public void Dispose() => database.Dispose();

    private static string PathIn(string folder) => Path.Combine(folder, "agreement.db");

    private Task<bool> RunAsync(string name, Action<SqlSession> work, CancellationToken cancellation) => database.RunAsync(
        name,
        sql =>
        {
            work(sql);
            return sql.HasChanged;
        },
        cancellation);
}
