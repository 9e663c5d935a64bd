using System.Collections.Concurrent;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;
using Microsoft.Extensions.Hosting;

namespace FedMat.Node;

/// <summary>
/// The secure sums of every study that this node takes part in. Each has a queue of its own, so that a long transfer for one does not hold up
/// another.
/// </summary>
internal sealed class SumDesk(SumParts parts) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<StudyId, (StudySum Sum, Task Running)> sums = [];
    private readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes part in a study's sums; nothing happens when it does.</summary>
    public void Open(AcceptedStudy study)
    {
        if (sums.ContainsKey(study.Id))
            return;
        StudySum sum = new(study, parts);
        sums[study.Id] = (sum, Task.Run(() => RunAsync(sum)));
    }

    /// <summary>The coordinator tells a step.</summary>
    public void Offer(RoundId round, SumNews news)
    {
        if (sums.TryGetValue(round.Study, out (StudySum Sum, Task Running) open))
            open.Sum.Offer(new SumEvent.Told(round, news));
        else
            parts.Log.RoundOfNoStudy(round);
    }

    /// <summary>Looks again at contributions that were held back: a roster, a consent or the hour has changed.</summary>
    public void Reconsider()
    {
        foreach ((StudySum sum, _) in sums.Values)
            sum.Offer(new SumEvent.GateChanged());
    }

    /// <summary>Takes part no longer.</summary>
    /// <param name="study">Which.</param>
    /// <param name="isOver">Whether the study is: what is stored of its attempts is erased then. Otherwise the node may come back to it.</param>
    /// <param name="cancellation">Ends the erasing.</param>
    public async Task LeaveAsync(StudyId study, bool isOver, CancellationToken cancellation)
    {
        if (sums.TryRemove(study, out (StudySum Sum, Task Running) left))
        {
            using StudySum sum = left.Sum;
            sum.Stop();
            await left.Running.ConfigureAwait(false);
            await sum.FinishAsync().ConfigureAwait(false);
        }

        // Also of a study in which only an earlier process took part.
        if (isOver)
            await parts.Store.Promises.EndStudyAsync(study, cancellation).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await ExpireAsync(stoppingToken).ConfigureAwait(false);
                Task pause = Task.Delay(Pause, parts.Time, stoppingToken);
                await (await Task.WhenAny(failure.Task, pause).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        finally
        {
            foreach (StudyId study in sums.Keys)
                await LeaveAsync(study, isOver: false, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the attempts of all studies that have come to nothing for so long that nobody can want them any more.</summary>
    private async Task ExpireAsync(CancellationToken cancellation)
    {
        foreach (StoredStudy study in await parts.Store.StudiesAsync(cancellation).ConfigureAwait(false))
        {
            Plan plan = study.Plan.Content;
            TimeSpan age = AttemptAge.Longest(plan.Contribute);
            IReadOnlyList<SetupRecord> old =
                await parts.Store.Promises.ExpireAsync(plan.Id, parts.Time.GetUtcNow() - age, cancellation).ConfigureAwait(false);
            foreach (SetupRecord setup in old)
                parts.Log.AttemptExpired(setup.Round, age.TotalDays);
            if (old.Count > 0 && sums.TryGetValue(plan.Id, out (StudySum Sum, Task Running) open))
                open.Sum.Offer(new SumEvent.Expired([.. old.Select(setup => setup.Round)]));
        }
    }

    /// <summary>A failure that nobody expected is the node's: it ends with it.</summary>
    private async Task RunAsync(StudySum sum)
    {
        try
        {
            await sum.RunAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure.TrySetException(error);
        }
    }
}
