using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// One list of members for the exact sums over the same rows (protocol.md, "History: no member by difference"). No honest node agrees to another, so none is
/// told: the sum goes to the members of the earlier list instead, or the study ends. Once the snapshots of the members have changed, the rows are others.
/// One caller at a time.
/// </summary>
internal sealed class ExactRule(SumParts parts, Participants participants, StudyNotices notices)
{
    /// <summary>Takes the list of an exact sum whose vectors are all there.</summary>
    /// <returns>The list that stands against it; null when it may be told.</returns>
    public ExactList? Take(SumAttempt attempt, SumChanges changes)
    {
        ExactList list = ListOf(attempt);
        if (parts.ExactLists.Add(list, earlier => Allows(earlier, list, attempt)) is { } against)
            return against;
        changes.Listed.Add(list);
        participants.Keep(list);
        return null;
    }

    /// <summary>From now on the sum is asked of the members of an earlier list, if they can be asked.</summary>
    /// <returns>FM323: why they cannot.</returns>
    public Refusal? KeepTo(ExactList earlier, SumAttempt attempt)
    {
        Cohort here = ListOf(attempt).Cohort;
        IReadOnlyList<MemberId> changed = earlier.Cohort.Difference(here);
        Dictionary<MemberId, int> snapshots = here.Entries.ToDictionary(entry => entry.Member, entry => entry.Snapshot);
        bool isOfThisPlan = earlier.Cohort.Entries.All(entry => parts.Plan.Members.Contains(entry.Member));
        bool isOfTheseRows = earlier.Cohort.Entries.All(entry => snapshots.GetValueOrDefault(entry.Member, entry.Snapshot) == entry.Snapshot);
        if (!isOfThisPlan || !isOfTheseRows || participants.Keeps(earlier))
            return new Refusal(
                RefusalCode.CohortDiffers,
                $"sum {attempt.Id.Round} would differ from an earlier exact sum over the same rows, of study {earlier.Attempt.Study.Short}, "
                + $"by members or rows ({Names(changed)}); no node agrees to that");
        participants.Keep(earlier);
        Log.ListKept(parts.Log, attempt.Id, earlier.Attempt.Study.Short, Names(changed));
        return null;
    }

    /// <summary>An attempt is closed by certificate: its list counts no longer.</summary>
    public void Strike(SumAttempt attempt)
    {
        parts.ExactLists.Strike(attempt.Id);
        participants.Strike(attempt.Id);
    }

    private static ExactList ListOf(SumAttempt attempt)
    {
        (Crypto.Digest state, RoundSpec ask) = attempt.Question!.Value;
        return new ExactList(attempt.Id, HistoryKey.Family(ask.Part, state), attempt.Inputs.Cohort);
    }

    /// <summary>What a node asks whose ledger holds the earlier list.</summary>
    private bool Allows(ExactList earlier, ExactList list, SumAttempt attempt)
    {
        SumLedger ledger = new([new SignedCohort(earlier.Family, earlier.Attempt, earlier.Cohort, CohortStatus.Open)]);
        foreach (MemberId dealer in notices.FalseDealers)
            ledger = ledger.WithConvicted(dealer);
        foreach (SignedMessage<Consent> consent in notices.Consents)
            ledger = With(ledger, consent);
        (Crypto.Digest state, RoundSpec ask) = attempt.Question!.Value;
        return ledger.MaySign(ask, state, ownSnapshot: 0, list.Cohort, attempt.Id) is null;
    }

    private SumLedger With(SumLedger ledger, SignedMessage<Consent> consent) =>
        parts.Find(consent.Content.Member) is { } member && ledger.WithConsent(consent, member.Key) is { IsGiven: true, Value: { } next }
            ? next
            : ledger;

    private string Names(IEnumerable<MemberId> members) =>
        string.Join(", ", members.Select(member => parts.Find(member)?.Name ?? member.ToString()));
}
