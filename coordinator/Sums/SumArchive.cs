using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>Takes up what was open when the coordinator ended. An attempt that cannot go on ends; once a list of survivors was told, it is closed by its members.</summary>
/// <param name="parts">Of the study.</param>
/// <param name="store">What was written.</param>
/// <param name="askOf">What a stored model state asks for.</param>
internal sealed class SumArchive(SumParts parts, CoordinatorStore store, Func<Crypto.Digest, RoundSpec?> askOf)
{
    public async Task<SumHistory> ReadAsync(StudyPosition position, DateTimeOffset now, CancellationToken stop)
    {
        StudyNotices notices = new(await store.Sums.NoticesAsync(parts.Study, stop).ConfigureAwait(false));
        Participants participants = new(parts.Plan, await store.Sums.LeftOutAsync(parts.Study, stop).ConfigureAwait(false));
        foreach (MemberId dealer in notices.FalseDealers)
            participants.Convict(dealer);
        (int highest, int failed) = await store.Sums.TriedAsync(parts.Study, position.Round, stop).ConfigureAwait(false);
        (int ahead, _) = await store.Sums.TriedAsync(parts.Study, position.Round + 1, stop).ConfigureAwait(false);
        OpenAttempts attempts = new(parts.Study);
        foreach (AttemptRecord record in await store.Sums.AttemptsAsync(parts.Study, stop).ConfigureAwait(false))
            TakeUp(record, position, participants, attempts, now);
        if (attempts.Ahead is { } left && attempts.Current is null)
        {
            attempts.Changes.Ended.Add((left.Id, AttemptOutcome.Spent, now));
            attempts.Ahead = null;
        }

        return new SumHistory(position, attempts, participants, notices, highest, failed, ahead > 0);
    }

    private void TakeUp(AttemptRecord record, StudyPosition position, Participants participants, OpenAttempts attempts, DateTimeOffset now)
    {
        if (record.Outcome == AttemptOutcome.AddedUp)
        {
            attempts.Settling = Resume(record, askOf(record.State!.Value), position.State, participants, now);
            if (attempts.Settling is null)
                attempts.Changes.Ended.Add((record.Id, AttemptOutcome.Complete, now));
        }
        else if (record.Id.Round == position.Round && record.State == position.State && record.Ask == position.Ask?.Hash)
        {
            attempts.Current = Resume(record, position.Ask, position.State, participants, now) ?? Close(record, now);
            if (attempts.Current is null)
                attempts.Changes.Ended.Add((record.Id, AttemptOutcome.Spent, now));
        }
        else
        {
            attempts.Ahead = record.Id.Round > position.Round ? Resume(record, ask: null, position.State, participants, now) : null;
            if (attempts.Ahead is null)
                attempts.Changes.Ended.Add((record.Id, AttemptOutcome.Spent, now));
        }
    }

    /// <summary>The attempt as it was left; null when it cannot go on.</summary>
    private SumAttempt? Resume(AttemptRecord record, RoundSpec? ask, Crypto.Digest next, Participants participants, DateTimeOffset now)
    {
        SumTerms terms = parts.TermsOf(record.Id.Round, record.Id.Attempt);
        if (terms.Setup != record.Setup)
        {
            Log.AttemptLost(parts.Log, record.Id, "it was opened under another roster");
            return null;
        }

        try
        {
            SumAttempt attempt = SumReplay.Run(record, ask, next, terms, participants, parts, now);
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

    /// <summary>An attempt whose list of survivors members may have signed, and that can neither go on nor be opened.</summary>
    private SumAttempt? Close(AttemptRecord record, DateTimeOffset now)
    {
        SumWordKind[] decisions = [.. record.Words.Select(word => word.Kind)];
        if (!decisions.Contains(SumWordKind.SurvivorsFixed) || decisions.Contains(SumWordKind.UnmaskChosen))
            return null;
        SumTerms terms = parts.TermsOf(record.Id.Round, record.Id.Attempt);
        SumAttempt attempt = new(terms, parts.Identity.Key, [.. terms.Members.Select(member => member.Id)], record.Opened, parts.Vectors)
        {
            Times = { Began = now },
        };
        attempt.Resume(record.Words.Count);
        attempt.Close(new Aggregation.ClosingStage(terms, parts.Identity.Key));
        foreach (SumWord word in record.Words.Where(word => word.Kind == SumWordKind.Closing))
            attempt.Take(Word.Of(word));
        if (decisions.Contains(SumWordKind.CloseChosen))
            attempt.Resume(record.Words.Count);
        return attempt;
    }
}
