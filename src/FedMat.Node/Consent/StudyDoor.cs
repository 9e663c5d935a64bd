using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Lets studies in and out, one at a time: a plan may come from the coordinator while the steward answers it.</summary>
internal sealed class StudyDoor(StudyDesk desk, SumDesk sums) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Decides about a plan; takes part in its sums, or leaves them as they are.</summary>
    /// <returns>Whether the node takes part now and did not before.</returns>
    public async Task<bool> DecideAsync(Signed<Plan> plan, CancellationToken cancellation)
    {
        StudyId study = plan.Content.Id;
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            bool wasOpen = desk.Find(study) is not null;
            if (await desk.DecideAsync(plan, cancellation).ConfigureAwait(false) is null)
                sums.Open(desk.Find(study)!);
            else
                await sums.LeaveAsync(study, isOver: false, cancellation).ConfigureAwait(false);
            return !wasOpen && desk.Find(study) is not null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The study is over.</summary>
    public async Task CloseAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await sums.LeaveAsync(study, isOver: true, cancellation).ConfigureAwait(false);
            await desk.CloseAsync(study, status, reason, cancellation).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
