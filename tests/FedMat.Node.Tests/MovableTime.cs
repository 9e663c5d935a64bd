namespace FedMat.Node.Tests;

/// <summary>A clock that a test puts forward; its timers run as ever.</summary>
internal sealed class MovableTime : TimeProvider
{
    private long later;

    public TimeSpan Later
    {
        get => new(Volatile.Read(ref later));
        set => Volatile.Write(ref later, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;
}
