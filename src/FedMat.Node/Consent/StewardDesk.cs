using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>
/// What a steward's commands do about studies, beside a node that may be running: it takes note within about a second. Every answer is signed with the
/// identity key.
/// </summary>
public sealed class StewardDesk : IDisposable
{
    private const int FewestDigits = 8;
    private readonly NodeOptions options;
    private readonly AgreementStore agreement;
    private readonly TimeProvider time;

    private StewardDesk(NodeOptions options, AgreementStore agreement, NodePolicy policy, Roster roster, Member self, TimeProvider time)
    {
        this.options = options;
        this.agreement = agreement;
        this.time = time;
        Policy = policy;
        Roster = roster;
        Self = self;
    }

    public NodePolicy Policy { get; }

    /// <summary>The newest that is known here.</summary>
    public Roster Roster { get; }

    /// <summary>This node's entry.</summary>
    public Member Self { get; }

    /// <exception cref="RefusedException">FM106, FM504, FM506, FM508 or FM509: roster, policy or store cannot be used.</exception>
    public static StewardDesk Open(NodeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        NodePolicy policy = NodePolicy.Read(options);
        Roster roster = KnownRoster.Newest(options);
        Member self = roster.Named(options.Name)
            ?? throw new RefusedException(RefusalCode.KeyUnusable, $"roster {roster.Number} names no member '{options.Name}': correct the setting 'name'");
        return new StewardDesk(options, AgreementStore.Open(options.Folder, time), policy, roster, self, time);
    }

    /// <summary>Every plan that was put before this node, the oldest first.</summary>
    public Task<List<StudyRequest>> StudiesAsync(CancellationToken cancellation) => agreement.StudiesAsync(cancellation);

    /// <summary>Every answer to a plan, the first one first.</summary>
    public Task<List<StoredConsent>> AnswersAsync(StudyId study, CancellationToken cancellation) => agreement.ConsentsAsync(study, cancellation);

    /// <summary>The study whose id begins with these digits.</summary>
    /// <exception cref="InputException">None does, several do, or the digits are too few.</exception>
    public async Task<StudyRequest> FindAsync(string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length < FewestDigits || !id.All(char.IsAsciiHexDigit))
            throw new InputException($"'{id}' is no study id", $"Give its first {FewestDigits} hexadecimal digits or more; fedmat node studies lists them.");
        StudyRequest[] found = [.. (await agreement.StudiesAsync(cancellation).ConfigureAwait(false))
            .Where(request => request.Id.ToString().StartsWith(id, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [{ } one] => one,
            [] => throw new InputException($"no plan whose id begins with '{id}' was put before this node", "fedmat node studies lists those that were."),
            _ => throw new InputException($"{found.Length} studies have ids that begin with '{id}'", "Give more digits."),
        };
    }

    /// <summary>What the policy says to a plan at this moment.</summary>
    public async Task<PolicyJudgement> JudgeAsync(Plan plan, CancellationToken cancellation) =>
        PolicyRules.Judge(Policy, new PolicyCase(plan, Roster, await KnownAsync(cancellation).ConfigureAwait(false), time.GetUtcNow()));

    /// <summary>Who is known here.</summary>
    public Task<KnownMembers> KnownAsync(CancellationToken cancellation) =>
        KnownMembers.ReadAsync(agreement, Roster, Self, Policy.VouchesNeeded, cancellation);

    /// <summary>Consents to a plan, or anew with another end.</summary>
    /// <param name="request">The plan.</param>
    /// <param name="until">When the consent ends; null for as long as the policy says.</param>
    /// <param name="cancellation">Heeded until it is kept.</param>
    /// <exception cref="RefusedException">FM112 or FM211: the policy refuses the plan.</exception>
    /// <exception cref="InputException">The study is over, or the end lies in the past.</exception>
    public async Task<StudyConsent> ApproveAsync(StudyRequest request, DateTimeOffset? until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = until ?? now + TimeSpan.FromDays(Policy.ConsentDays);
        if (end <= now)
            throw new InputException($"a consent until {end:yyyy-MM-dd HH:mm}Z would have ended already", "Give a later day.");
        if ((await JudgeAsync(request.Plan.Content, cancellation).ConfigureAwait(false)).ToRefusal() is { } refusal)
            throw new RefusedException(refusal);
        return await AnswerAsync(request, ConsentAnswer.Granted, "", end, _ => null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Refuses a plan.</summary>
    /// <exception cref="InputException">The study is over, or consented to.</exception>
    public Task<StudyConsent> RefuseAsync(StudyRequest request, string reason, CancellationToken cancellation) => AnswerAsync(
        request, ConsentAnswer.Refused, reason, time.GetUtcNow(),
        present => present.State(time.GetUtcNow(), Self.Key) == StudyState.Consented ? ("it is consented to", "To take the consent back: fedmat node withdraw ID.") : null, cancellation);

    /// <summary>Takes a consent back. What left before stays in the sums that it is in.</summary>
    /// <exception cref="InputException">No consent is in force.</exception>
    public Task<StudyConsent> WithdrawAsync(StudyRequest request, string reason, CancellationToken cancellation) => AnswerAsync(
        request, ConsentAnswer.Withdrawn, reason, time.GetUtcNow(),
        present => present.State(time.GetUtcNow()) == StudyState.Consented ? null : ("no consent to it is in force", "There is nothing to take back."), cancellation);

    public void Dispose() => agreement.Dispose();

    private async Task<StudyConsent> AnswerAsync(
        StudyRequest request, ConsentAnswer answer, string reason, DateTimeOffset until, Func<StudyRequest, (string What, string Next)?> whyNot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (reason.Length > StudyConsent.LongestReason)
            throw new InputException($"the reason has {reason.Length} characters", $"Say it in {StudyConsent.LongestReason}.");
        using Site keys = Site.OpenKeys(options);
        ConsentSigner signer = new(keys.Key, Self.Id, Roster.Consortium);
        if (keys.Key.Public != Self.Key)
            throw new RefusedException(RefusalCode.KeyUnusable, $"roster {Roster.Number} has another key for '{Self.Name}' than the setting 'keyFile'");
        Signed<StudyConsent>? kept = await agreement.AnswerAsync(
            request.Id,
            AnswerGiver.Steward,
            (present, number) =>
            {
                (string What, string Next)? no = present.Ended is null ? whyNot(present) : ("it is over", "There is nothing to answer.");
                return no is var (what, next)
                    ? throw new InputException($"study {request.Id.Short}: {what}", next)
                    : signer.Sign(request.Id, number, answer, reason, until, time.GetUtcNow());
            },
            cancellation).ConfigureAwait(false);
        return kept!.Content;
    }
}
