using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// Takes up what was open when the coordinator ended. An attempt that cannot go on ends; once a list of survivors was told, it is closed by its members.
/// </summary>
/// <param name="parts">Of the study.</param>
/// <param name="store">What was written.</param>
/// <param name="position">How far the study has come.</param>
/// <param name="askOf">What a stored model state asks for.</param>
/// <param name="now">From here on members are waited for.</param>
internal sealed class SumArchive(
    SumParts parts, CoordinatorStore store, StudyPosition position, Func<Digest, RoundSpec?> askOf, DateTimeOffset now)
{
    private readonly OpenAttempts attempts = new(parts.Study);
    private Participants participants = null!;
    private IReadOnlyList<Signed<Roster>> rosters = [];

    public async Task<SumHistory> ReadAsync(CancellationToken stop)
    {
        rosters = await store.RostersAsync(stop).ConfigureAwait(false);
        StudyNotices notices = new(await store.Sums.NoticesAsync(parts.Study, stop).ConfigureAwait(false));
        IReadOnlyList<MemberId> leftOut = await store.Sums.LeftOutAsync(parts.Study, stop).ConfigureAwait(false);
        participants = new Participants(parts.Plan, leftOut, parts.ExactLists.Of(parts.Study));
        foreach (MemberId dealer in notices.FalseDealers)
            participants.Convict(dealer);
        (int highest, int failed) = await store.Sums.TriedAsync(parts.Study, position.Round, stop).ConfigureAwait(false);
        (int ahead, _) = await store.Sums.TriedAsync(parts.Study, position.Round + 1, stop).ConfigureAwait(false);
        foreach (AttemptRecord record in await store.Sums.AttemptsAsync(parts.Study, stop).ConfigureAwait(false))
            TakeUp(record);
        if (attempts.Ahead is { } left && attempts.Current is null)
        {
            End(left.Id, AttemptOutcome.Spent);
            attempts.Ahead = null;
        }

        return new SumHistory(position, attempts, participants, notices, highest, failed, ahead > 0);
    }

    private void TakeUp(AttemptRecord record)
    {
        if (record.Outcome == AttemptOutcome.AddedUp)
        {
            if ((attempts.Settling = Resume(record, askOf(record.State!.Value))) is null)
                End(record.Id, AttemptOutcome.Complete);
        }
        else if (record.Id.Round == position.Round && record.State == position.State && record.Ask == position.Ask?.Hash)
        {
            if ((attempts.Current = Resume(record, position.Ask) ?? Close(record)) is null)
                End(record.Id, AttemptOutcome.Spent);
        }
        else if (record.Id.Round <= position.Round || (attempts.Ahead = Resume(record, ask: null)) is null)
        {
            End(record.Id, AttemptOutcome.Spent);
        }
    }

    private void End(RoundId attempt, AttemptOutcome outcome) => attempts.Changes.Ended.Add((attempt, outcome, now));

    /// <summary>The attempt as it was left; null when it cannot go on.</summary>
    private SumAttempt? Resume(AttemptRecord record, RoundSpec? ask)
    {
        if (TermsOf(record) is not { } terms)
        {
            Log.AttemptOutdated(parts.Log, record.Id);
            return null;
        }

        try
        {
            SumAttempt attempt = SumReplay.Run(record, ask, position.State, terms, participants, parts, now);
            Log.AttemptResumed(parts.Log, record.Id, attempt.Step, record.Words.Count);
            return attempt;
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or RefusedException or InvalidOperationException
            or FileNotFoundException or DirectoryNotFoundException)
        {
            Log.AttemptLost(parts.Log, record.Id, error.Message);
            return null;
        }
    }

    /// <summary>
    /// The terms that an attempt was opened with. Under a roster that has changed since, it goes on once its list of survivors was told: members stay with
    /// a sum that they have a vector in, and before that make a new setup. Where a member has taken another key, it goes on only if it is opened or to be
    /// opened, for then it cannot be closed; what is said in it is held against the keys of its own roster.
    /// </summary>
    /// <returns>Null when it cannot go on.</returns>
    private SumTerms? TermsOf(AttemptRecord record)
    {
        SumTerms today = parts.TermsOf(record.Id.Round, record.Id.Attempt);
        if (today.Setup == record.Setup)
            return today;
        SumTerms? own = rosters.Where(roster => roster.Content.Coordinator.Key == today.Coordinator && NamesAll(roster.Content))
            .Select(roster => new SumTerms(record.Id, parts.Plan, roster.Content, roster.Hash))
            .FirstOrDefault(terms => terms.Setup == record.Setup);
        bool goesOn = Has(record, SumWordKind.UnmaskChosen) || (Has(record, SumWordKind.SurvivorsFixed) && own?.HasKeysOf(today) == true);
        return goesOn ? own : null;
    }

    private bool NamesAll(Roster roster) => parts.Plan.Members.All(member => roster.Find(member) is not null);

    private static bool Has(AttemptRecord record, SumWordKind kind) => record.Words.Any(word => word.Kind == kind);

    /// <summary>An attempt whose list of survivors members may have signed, and that can neither go on nor be opened.</summary>
    private SumAttempt? Close(AttemptRecord record)
    {
        if (!Has(record, SumWordKind.SurvivorsFixed) || Has(record, SumWordKind.UnmaskChosen))
            return null;
        SumTerms terms = parts.TermsOf(record.Id.Round, record.Id.Attempt);
        SumAttempt attempt = new(terms, parts.Key, [.. terms.Members.Select(member => member.Id)], record.Opened, parts.Vectors)
        {
            Times = { Began = now },
        };
        attempt.Resume(record.Words.Count);
        attempt.Close(new Aggregation.ClosingStage(terms, parts.Key));
        foreach (SumWord word in record.Words.Where(word => word.Kind == SumWordKind.Closing))
            attempt.Take(Word.Of(word));
        // What was chosen before is written before.
        if (Has(record, SumWordKind.CloseChosen))
            attempt.Resume(record.Words.Count);
        return attempt;
    }
}
