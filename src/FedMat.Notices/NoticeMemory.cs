using System.Text.Json;
using FedMat.Storage;

namespace FedMat.Notices;

/// <summary>
/// Which notices were told, so that the same one is told once a day at most, also over restarts: what was taken is kept in a file of the state
/// folder. What still waits is in memory only, and is seen anew after a restart. Safe for many threads.
/// </summary>
internal sealed class NoticeMemory(string folder)
{
    /// <summary>So many notices are told in a day, whatever happens.</summary>
    public const int MostADay = 100;

    private const int LargestFile = 1 << 20;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private readonly Lock gate = new();
    private readonly string path = Path.Combine(folder, "notices.json");
    private readonly Dictionary<string, DateTimeOffset> delivered = Read(Path.Combine(folder, "notices.json"));
    private readonly Dictionary<string, DateTimeOffset> told = Read(Path.Combine(folder, "notices.json"));

    /// <summary>Whether a notice is to be told now; from then on it counts as told.</summary>
    public bool Take(Notice notice, DateTimeOffset now)
    {
        lock (gate)
        {
            Forget(told, now);
            if (told.TryGetValue(notice.Key, out DateTimeOffset last) && now - last < notice.Pause)
                return false;
            if (told.Values.Count(time => now - time < Day) >= MostADay)
                return false;
            told[notice.Key] = now;
            return true;
        }
    }

    /// <summary>A notice was taken by one way at least.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Keep(Notice notice, DateTimeOffset now)
    {
        lock (gate)
        {
            Forget(delivered, now);
            delivered[notice.Key] = now;
            AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(delivered), UnixFileMode.UserRead | UnixFileMode.UserWrite, isDurable: false);
        }
    }

    /// <summary>What is longer ago than any pause, and what a clock that was put back has left in the future.</summary>
    private static void Forget(Dictionary<string, DateTimeOffset> times, DateTimeOffset now)
    {
        foreach (string key in times.Where(item => now - item.Value >= Longest || item.Value > now).Select(item => item.Key).ToArray())
            times.Remove(key);
    }

    /// <summary>A file that is missing or damaged costs no more than a notice that is told again.</summary>
    private static Dictionary<string, DateTimeOffset> Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= LargestFile
                ? JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(File.ReadAllBytes(path)) ?? []
                : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
