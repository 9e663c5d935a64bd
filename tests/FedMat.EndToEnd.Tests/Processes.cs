using System.Diagnostics;
using System.Text;

namespace FedMat.EndToEnd.Tests;

/// <summary>What the system knows of processes (proc(5)).</summary>
internal static class Processes
{
    /// <summary>The processes whose command line has all of these texts in it.</summary>
    public static IReadOnlyList<int> With(params string[] texts) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(int.Parse!)
            .Where(id => texts.All(CommandLine(id).Contains))];

    /// <summary>Whether a library is mapped into a process.</summary>
    public static bool Maps(int id, string library) => File.ReadAllText($"/proc/{id}/maps").Contains(library, StringComparison.Ordinal);

    public static async Task SignalAsync(string signal, int id)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", id.ToString()]);
        await kill.WaitForExitAsync().WaitAsync(Running.Soon);
        Assert.Equal(0, kill.ExitCode);
    }

    private static string CommandLine(int id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            // It has just ended.
            return "";
        }
    }
}
