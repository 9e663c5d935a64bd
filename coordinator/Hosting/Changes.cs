namespace FedMat.Coordinator.Hosting;

/// <summary>
/// Tells any number of waiters that something changed. A waiter reads the version, looks at the state, and waits for the next
/// version: no change is missed, and there is no queue that could grow.
/// </summary>
internal sealed class Changes
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private long version;

    public long Version => Volatile.Read(ref version);

    public void Signal()
    {
        TaskCompletionSource done;
        lock (gate)
        {
            version++;
            done = next;
            next = New();
        }

        done.SetResult();
    }

    /// <summary>Waits for a version after the one that was seen.</summary>
    /// <returns>False when the time ran out first.</returns>
    public async Task<bool> AfterAsync(long seen, TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        Task changed;
        lock (gate)
        {
            if (version != seen)
                return true;
            changed = next.Task;
        }

        try
        {
            await changed.WaitAsync(atMost, time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
