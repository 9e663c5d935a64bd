using System.Globalization;

namespace FedMat.Cli.Bench;

/// <summary>
/// The largest memory of processes while they are watched: the proportional set size, a process's own pages and its part of those that it
/// shares (proc(5), smaps_rollup). It is read four times a second, but only where the resident set (statm) has grown: to walk through all
/// pages costs milliseconds, which the rounds under measurement would lack.
/// </summary>
/// <param name="ids">Of the processes.</param>
internal sealed class PeakMemory(IReadOnlyList<int> ids)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly long[] resident = new long[ids.Count];
    private readonly long[] peaks = new long[ids.Count];

    /// <summary>Bytes, in the order of the processes.</summary>
    public IReadOnlyList<long> Peaks => peaks;

    /// <summary>Whether this system tells.</summary>
    public static bool IsKnown => Read(Environment.ProcessId) > 0;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(Interval);
        do
        {
            for (int i = 0; i < peaks.Length; i++)
                Look(i);
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>A process's proportional set size in bytes; 0 for one that has ended.</summary>
    public static long Read(int id) =>
        LineOf(id, "smaps_rollup", line => line.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
            ? 1024 * Number(line.AsSpan("Pss:".Length).TrimEnd("kB"))
            : 0;

    private void Look(int index)
    {
        // Pages, the second number: the size, then what of it is resident.
        long pages = LineOf(ids[index], "statm", _ => true) is { } line ? Number(line.Split(' ')[1]) : 0;
        if (pages <= resident[index])
            return;
        resident[index] = pages;
        peaks[index] = Math.Max(peaks[index], Read(ids[index]));
    }

    private static string? LineOf(int id, string file, Func<string, bool> wanted)
    {
        try
        {
            return File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}")).FirstOrDefault(wanted);
        }
        catch (IOException)
        {
            // Its end is another watcher's to tell.
            return null;
        }
    }

    private static long Number(ReadOnlySpan<char> text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
