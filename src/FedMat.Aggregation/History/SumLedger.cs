using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The history rules (protocol.md, "History: no member by difference"): two sums over almost the same members tell of the few by which they differ,
/// so a node signs a list of survivors only where no earlier one stands against it. A value; the rows are stored elsewhere.
/// </summary>
public sealed class SumLedger
{
    private readonly IReadOnlyList<SignedCohort> signed;
    private readonly HashSet<Consent> consents = [];
    private readonly HashSet<MemberId> convicted = [];

    /// <param name="signed">Every list that this node ever signed.</param>
    public SumLedger(IReadOnlyList<SignedCohort> signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        this.signed = signed;
    }

    private SumLedger(SumLedger other, IReadOnlyList<SignedCohort> signed)
        : this(signed)
    {
        consents.UnionWith(other.consents);
        convicted.UnionWith(other.convicted);
    }

    /// <summary>The rows, with the attempts marked that a certificate closed.</summary>
    public IReadOnlyList<SignedCohort> Signed => signed;

    /// <summary>The ledger after a close certificate. A sum that this node accepted stays: no certificate can unmake it.</summary>
    /// <param name="certificate">As it arrived.</param>
    /// <param name="attempt">Which attempt it is to close.</param>
    /// <param name="terms">Of an attempt at the same study.</param>
    public Outcome<SumLedger> WithCertificate(CloseCertificate certificate, RoundId attempt, SumTerms terms)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(terms);
        if (attempt.Study != terms.Round.Study || !certificate.Closes(attempt, terms))
            return new Refusal(RefusalCode.TooFewSignatures, $"what came is no certificate that attempt {attempt} is closed");
        return new SumLedger(this, [.. signed.Select(row => row.Attempt == attempt && row.Status == CohortStatus.Open
            ? row with { Status = CohortStatus.Closed }
            : row)]);
    }

    /// <summary>The ledger after a member's consent to two lists that differ by it.</summary>
    /// <param name="consent">As it arrived.</param>
    /// <param name="key">The member's key in the roster.</param>
    public Outcome<SumLedger> WithConsent(SignedMessage<Consent> consent, VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(consent);
        if (!consent.IsSignedBy(key))
            return new Refusal(RefusalCode.SignatureInvalid, $"the consent of member {consent.Content.Member} does not bear its signature");
        SumLedger next = new(this, signed);
        next.consents.Add(Ordered(consent.Content));
        return next;
    }

    /// <summary>The ledger after a dealer was convicted by evidence that the caller has checked: its absence is no difference.</summary>
    public SumLedger WithConvicted(MemberId dealer)
    {
        SumLedger next = new(this, signed);
        next.convicted.Add(dealer);
        return next;
    }

    /// <summary>Null if this node may agree to a list of survivors.</summary>
    /// <param name="ask">What is summed.</param>
    /// <param name="state">Hash of the model state.</param>
    /// <param name="ownSnapshot">Number of this member's frozen rows.</param>
    /// <param name="cohort">The list.</param>
    /// <param name="attempt">Where it is to be signed.</param>
    public Refusal? MaySign(RoundSpec ask, Digest state, int ownSnapshot, Cohort cohort, RoundId attempt)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(cohort);
        if (signed.Any(row => row.Attempt == attempt && row.Status == CohortStatus.Closed))
            return new Refusal(RefusalCode.AttemptClosed, $"attempt {attempt} is closed by certificate");
        Digest contribution = HistoryKey.Contribution(state, ask.Hash, ownSnapshot);
        if (Live(contribution).FirstOrDefault(row => !Same(row.Cohort, cohort)) is { } other)
            return new Refusal(
                RefusalCode.CohortDiffers,
                $"this vector may already be in a sum over other members, of attempt {other.Attempt}; close that attempt first");
        return ask.IsExact ? RefuseExact(HistoryKey.Family(ask.Part, state), cohort) : null;
    }

    private static Consent Ordered(Consent consent) =>
        consent.First <= consent.Second ? consent : consent with { First = consent.Second, Second = consent.First };

    private Refusal? RefuseExact(Digest family, Cohort cohort) => Live(family).FirstOrDefault(row => !MayFollow(row.Cohort, cohort)) is { } other
        ? new Refusal(
            RefusalCode.CohortDiffers,
            $"an exact sum over these rows would differ from the one of attempt {other.Attempt} by {other.Cohort.Difference(cohort).Count} members")
        : null;

    /// <summary>A list is struck when every attempt at it is closed, and counts as long as one is not.</summary>
    private IEnumerable<SignedCohort> Live(Digest key) => signed.Where(row => row.Key == key && row.Status != CohortStatus.Closed);

    /// <summary>Equal, but for convicted dealers that the later list leaves out.</summary>
    private bool Same(Cohort earlier, Cohort later) => earlier.Difference(later).All(member => LeftOut(member, later));

    private bool MayFollow(Cohort earlier, Cohort later) =>
        !earlier.SharesWith(later)
        || earlier.Difference(later).All(member =>
            LeftOut(member, later) || consents.Contains(Ordered(new Consent(earlier.Hash, later.Hash, member))));

    private bool LeftOut(MemberId member, Cohort later) => convicted.Contains(member) && later.Entries.All(entry => entry.Member != member);
}
