using System.Diagnostics;
using System.Globalization;

namespace FedMat.Cli.Bench;

/// <summary>
/// When sums ended, in a file of a bench coordinator's folder: a line with the number of the sum and the machine's monotonic clock
/// (<see cref="Stopwatch"/>), which all processes of a machine share.
/// </summary>
/// <param name="folder">The coordinator's state folder.</param>
internal sealed class RoundMarks(string folder)
{
    private readonly string file = Path.Combine(folder, "rounds.txt");

    /// <summary>The sum ends now.</summary>
    public void Set(int round) =>
        File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{round} {Stopwatch.GetTimestamp()}\n"));

    /// <summary>The clock at the end of each sum, in their order. Of a sum that was computed twice, the first time counts.</summary>
    public IReadOnlyList<long> Read()
    {
        SortedDictionary<int, long> marks = [];
        foreach (string[] words in File.ReadLines(file).Select(line => line.Split(' ')))
            marks.TryAdd(int.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
        return [.. marks.Values];
    }
}
