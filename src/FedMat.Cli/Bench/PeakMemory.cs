using System.Globalization;

namespace FedMat.Cli.Bench;

/// <summary>
/// The largest memory of processes while they are watched: the proportional set size, a process's own pages and its part of those that it
/// shares (proc(5), smaps_rollup), read four times a second.
/// </summary>
/// <param name="ids">Of the processes.</param>
internal sealed class PeakMemory(IReadOnlyList<int> ids)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly long[] peaks = new long[ids.Count];

    /// <summary>Bytes, in the order of the processes.</summary>
    public IReadOnlyList<long> Peaks => peaks;

    /// <summary>Whether this system tells.</summary>
    public static bool IsKnown => File.Exists(RollupOf(Environment.ProcessId));

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(Interval);
        do
        {
            for (int i = 0; i < peaks.Length; i++)
                peaks[i] = Math.Max(peaks[i], Read(ids[i]));
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>A process's proportional set size in bytes; 0 for one that has ended.</summary>
    public static long Read(int id)
    {
        try
        {
            string line = File.ReadLines(RollupOf(id)).First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan("Pss:".Length).TrimEnd("kB"), NumberStyles.Integer, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // Its end is another watcher's to tell.
            return 0;
        }
    }

    private static string RollupOf(int id) => string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/smaps_rollup");
}
