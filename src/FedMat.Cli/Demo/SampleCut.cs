namespace FedMat.Cli.Demo;

/// <summary>Cuts a table into more members than it comes with, always in the same way.</summary>
internal static class SampleCut
{
    /// <summary>
    /// As long as there are too few members, the one with the most rows is cut in two: its rows go to the halves by turns, in the order of the table.
    /// </summary>
    /// <param name="csv">Its first column is the member; no cell of it is quoted.</param>
    /// <param name="members">How many there shall be.</param>
    /// <returns>The same rows under other names of members.</returns>
    public static string Into(string csv, int members)
    {
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = [.. lines.Skip(1).Select(line => line[..line.IndexOf(',')])];
        string[] rest = [.. lines.Skip(1).Select(line => line[line.IndexOf(',')..])];
        while (names.Distinct().Count() < members)
            Halve(names);
        return string.Concat(names.Zip(rest, (name, cells) => $"{name}{cells}\n").Prepend(lines[0] + '\n'));
    }

    private static void Halve(string[] names)
    {
        string largest = names.CountBy(name => name).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
        int seen = 0;
        for (int row = 0; row < names.Length; row++)
        {
            if (names[row] == largest)
                names[row] = $"{largest}-{1 + (seen++ % 2)}";
        }
    }
}
