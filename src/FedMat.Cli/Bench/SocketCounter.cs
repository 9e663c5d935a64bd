using System.Diagnostics.Tracing;

namespace FedMat.Cli.Bench;

/// <summary>
/// Counts the bytes of this process's sockets, by the runtime's own counters <c>bytes-sent</c> and <c>bytes-received</c> of the event
/// source System.Net.Sockets, which are totals that are read out at an interval. They count while somebody listens, so this is
/// made before the first socket.
/// </summary>
internal sealed class SocketCounter : EventListener
{
    private const string Source = "System.Net.Sockets";
    private static readonly TimeSpan ReadsWithin = TimeSpan.FromSeconds(30);
    private long sent;
    private long received;
    private TaskCompletionSource reading = NewReading();

    /// <summary>The bytes up to this moment.</summary>
    /// <exception cref="TimeoutException">The runtime's counters are silent.</exception>
    public async Task<SocketBytes> ReadAsync()
    {
        // The reading that comes next may have begun already; the one after it has not.
        for (int i = 0; i < 2; i++)
            await Volatile.Read(ref reading).Task.WaitAsync(ReadsWithin).ConfigureAwait(false);
        return new SocketBytes(Volatile.Read(ref sent), Volatile.Read(ref received));
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
            EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "0.2" });
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.Payload is not [IDictionary<string, object> counter] || !counter.TryGetValue("Mean", out object? total))
            return;
        switch (counter["Name"])
        {
            case "bytes-received":
                Volatile.Write(ref received, (long)(double)total);
                break;
            case "bytes-sent":
                Volatile.Write(ref sent, (long)(double)total);
                Interlocked.Exchange(ref reading, NewReading()).SetResult();
                break;
        }
    }

    private static TaskCompletionSource NewReading() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
