namespace FedMat.Coordinator.Tests;

/// <summary>A clock that stands still until it is moved; timers that are due then run.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> awaited = [];
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = timers.FindAll(timer => timer.Due <= now);
            timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Goes on by so many seconds, once somebody waits until that moment.</summary>
    public async Task PassAsync(int seconds)
    {
        TimeSpan by = TimeSpan.FromSeconds(seconds);
        await TimerDueByAsync(GetUtcNow() + by).WaitAsync(Party.Soon);
        Advance(by);
    }

    /// <summary>Waits until a timer is set for this moment.</summary>
    public Task TimerDueByAsync(DateTimeOffset due)
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.Due == due))
                return Task.CompletedTask;
            TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((due, set));
            return set.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time.now + dueTime;
                time.timers.Add(this);
                time.awaited.FindAll(wait => wait.Due == Due).ForEach(wait => wait.Set.TrySetResult());
            }

            if (dueTime <= TimeSpan.Zero)
                time.Advance(TimeSpan.Zero);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
