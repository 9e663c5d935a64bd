using System.Collections.Concurrent;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Microsoft.Extensions.Hosting;

namespace FedMat.Node;

/// <summary>
/// The secure sums of every study that this node takes part in. Each has a queue of its own, so that a long transfer for one does not hold up
/// another.
/// </summary>
internal sealed class SumDesk(SumParts parts) : BackgroundService
{
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

    /// <summary>Takes part no longer.</summary>
    /// <param name="study">Which.</param>
    /// <param name="isOver">Whether the study is: what is stored of its attempts is erased then. Otherwise the node may come back to it.</param>
    /// <param name="cancellation">Ends the erasing.</param>
    public async Task LeaveAsync(StudyId study, bool isOver, CancellationToken cancellation)
    {
        if (!sums.TryRemove(study, out (StudySum Sum, Task Running) left))
            return;
        using StudySum sum = left.Sum;
        sum.Stop();
        await left.Running.ConfigureAwait(false);
        await sum.FinishAsync().ConfigureAwait(false);
        if (isOver)
            await sum.EraseAsync(cancellation).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await failure.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
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
