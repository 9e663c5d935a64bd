using FedMat.Aggregation;
using FedMat.Coordinator.Hosting;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Studies;

/// <summary>The attempts of one study between the store and the pure state machine: resumed, opened, added up.</summary>
internal sealed class StudyAttempts(StudyServices services, Plan plan, IReadOnlyList<Member> members)
{
    /// <summary>The attempt that a round needs now: the one that is open in the store, or the next.</summary>
    /// <returns>The attempt, or why there are to be no more.</returns>
    public async Task<(Attempt? Open, string Why)> NextAsync(StudyRecord record, RoundSpec spec, CancellationToken stop)
    {
        AttemptRecord? latest = await services.Store.LatestAttemptAsync(record.Id, record.Sums + 1, stop).ConfigureAwait(false);
        if (latest is { Outcome: AttemptState.Open })
            return (Resume(latest, spec), "");
        if (latest is not null && latest.Id.Attempt >= plan.Contribute.Attempts)
            return (null, WhyNoMore(latest, spec));
        RoundId id = new(record.Id, record.Sums + 1, (latest?.Id.Attempt ?? 0) + 1);
        Attempt open = new(id, record.State, spec, members, plan.Contribute, services.Time.GetUtcNow());
        await services.Store.OpenAttemptAsync(id, record.State, spec, open.Opened, stop).ConfigureAwait(false);
        Log.AttemptOpened(services.Log, id, spec.Phase, spec.Length, open.Deadline);
        return (open, "");
    }

    /// <summary>The sum in the order of the members' ids, from the disk, in the memory of one vector.</summary>
    /// <exception cref="RefusedException">FM312: the members cannot have made this sum.</exception>
    /// <exception cref="InvalidDataException">A stored payload is not what it was.</exception>
    public RingVector AddUp(Attempt open)
    {
        RunningSum sum = new(open.Spec);
        foreach (Contribution contribution in open.Taken)
        {
            using FileStream payload = services.Store.OpenChecked(contribution.Payload);
            sum.Add(payload);
        }

        return sum.Total();
    }

    private Attempt Resume(AttemptRecord latest, RoundSpec spec)
    {
        Attempt open = new(latest.Id, latest.State, spec, members, plan.Contribute, latest.Opened);
        foreach (ContributionRecord taken in latest.Contributions)
            open.Take(taken.Signed.Contribution, taken.Received);
        Log.AttemptResumed(services.Log, open.Id, latest.Contributions.Count);
        return open;
    }

    private string WhyNoMore(AttemptRecord latest, RoundSpec spec)
    {
        HashSet<MemberId> there = [.. latest.Contributions.Select(taken => taken.Signed.Contribution.Member)];
        string missing = StudyText.Names(members.Where(member => !there.Contains(member.Id)));
        string why = missing.Length > 0 ? $"missing at the last one: {missing}" : "the last sum could not be used; the coordinator's log says why";
        return $"{latest.Id.Attempt} attempts at sum {latest.Id.Round} ({spec.Phase}) failed; {why}";
    }
}
