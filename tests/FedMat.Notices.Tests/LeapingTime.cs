namespace FedMat.Notices.Tests;

/// <summary>A clock that leaps over every wait: a timer comes due at once, and its wait is behind.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private readonly Lock gate = new();

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(60);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return Now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            lock (gate)
                Now += dueTime;
        }

        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
