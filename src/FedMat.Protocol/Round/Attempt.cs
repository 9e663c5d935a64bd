namespace FedMat.Protocol;

/// <summary>
/// One attempt at a round, as the coordinator keeps it: whom it waits for, what it takes and refuses, and when it ends. Pure:
/// the time comes in, nothing goes out. An instance belongs to one owner; it has no lock.
/// </summary>
public sealed class Attempt
{
    private readonly Dictionary<MemberId, Contribution> taken = [];
    private readonly Dictionary<MemberId, Member> members;
    private readonly StageLimits limits;
    private readonly int quorum;
    private DateTimeOffset? quorumAt;

    /// <param name="id">Study, round, attempt.</param>
    /// <param name="state">Hash of the model state that everybody starts from.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="members">Those that the plan names.</param>
    /// <param name="limits">Quorum, deadline, grace.</param>
    /// <param name="opened">When the attempt was opened.</param>
    public Attempt(RoundId id, Crypto.Digest state, RoundSpec spec, IReadOnlyList<Member> members, StageLimits limits, DateTimeOffset opened)
    {
        Id = id;
        State = state;
        Spec = spec;
        Ask = spec.Hash;
        Opened = opened;
        this.members = members.ToDictionary(member => member.Id);
        this.limits = limits;
        quorum = spec.IsExact ? members.Count : limits.Quorum;
    }

    public RoundId Id { get; }

    public Crypto.Digest State { get; }

    public RoundSpec Spec { get; }

    public Crypto.Digest Ask { get; }

    public DateTimeOffset Opened { get; }

    public DateTimeOffset Deadline => Opened.AddSeconds(limits.DeadlineSeconds);

    /// <summary>From here on nothing is taken, whoever came when: a quorum at the last moment still has its grace.</summary>
    public DateTimeOffset LatestEnd => Deadline.AddSeconds(limits.GraceSeconds);

    /// <summary>What was taken, by member, in the order of the ids' bytes: the order in which it is added up and signed.</summary>
    public IEnumerable<Contribution> Taken => taken.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>Those still missing.</summary>
    public IEnumerable<Member> Missing => members.Values.Where(member => !taken.ContainsKey(member.Id));

    public bool Has(MemberId member) => taken.ContainsKey(member);

    /// <summary>Whether a contribution may be taken. Changes nothing.</summary>
    /// <returns>Null when it may; also for the very contribution that is already there, so that a repeated call is harmless.</returns>
    public Refusal? Check(SignedContribution signed, DateTimeOffset now)
    {
        Contribution contribution = signed.Contribution;
        if (contribution.Round != Id)
            return new Refusal(RefusalCode.RoundUnknown, $"{contribution.Round} is not the open attempt; that is {Id}");
        if (!members.TryGetValue(contribution.Member, out Member? member))
            return new Refusal(RefusalCode.ContributionForeign, "the plan does not name this member");
        if (!signed.IsSignedBy(member.Key))
            return new Refusal(RefusalCode.ContributionUnsigned, $"the signature is not that of '{member.Name}'");
        if (contribution.State != State)
            return new Refusal(RefusalCode.ContributionState, $"made from model state {contribution.State.Short}; this round starts from {State.Short}");
        if (contribution.Ask != Ask)
            return new Refusal(RefusalCode.ContributionAsk, $"answers {contribution.Ask.Short}; this round asks {Ask.Short}");
        if (contribution.Length != Spec.Length)
            return new Refusal(RefusalCode.ContributionLength, $"{contribution.Length} slots; this round asks for {Spec.Length}");
        if (taken.TryGetValue(contribution.Member, out Contribution? earlier))
            return earlier == contribution ? null : new Refusal(RefusalCode.ContributionRepeated, "a different contribution to this attempt is already there");
        return Judge(now) == AttemptState.Open ? null : new Refusal(RefusalCode.ContributionLate, "the attempt is closed; the next round takes the member in again");
    }

    /// <summary>Takes what <see cref="Check"/> let through and what has arrived whole.</summary>
    /// <exception cref="InvalidOperationException">The contribution does not belong here: the caller did not check.</exception>
    public void Take(Contribution contribution, DateTimeOffset now)
    {
        if (contribution.Round != Id || !members.ContainsKey(contribution.Member))
            throw new InvalidOperationException("this contribution belongs to another attempt");
        if (!taken.TryAdd(contribution.Member, contribution) && taken[contribution.Member] != contribution)
            throw new InvalidOperationException("another contribution of this member was taken before");
        if (taken.Count >= quorum)
            quorumAt ??= now;
    }

    /// <summary>Where the attempt stands at this moment.</summary>
    public AttemptState Judge(DateTimeOffset now)
    {
        if (taken.Count == members.Count)
            return AttemptState.Complete;
        if (quorumAt is { } since)
            return now >= since.AddSeconds(limits.GraceSeconds) ? AttemptState.Complete : AttemptState.Open;
        return now >= Deadline ? AttemptState.Failed : AttemptState.Open;
    }

    /// <summary>When <see cref="Judge"/> may next answer differently without a new contribution.</summary>
    public DateTimeOffset NextChange => quorumAt?.AddSeconds(limits.GraceSeconds) ?? Deadline;
}
