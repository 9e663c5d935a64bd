namespace FedMat.Cli.Tests;

/// <summary>Small tables as users have them.</summary>
internal static class Tables
{
    /// <summary>Members a, b, ... with 12 training rows and two test rows each.</summary>
    public static string Of(int members, string target = "band_gap_eV") =>
        $"member,split,composition,{target}\n" + string.Concat(
            from member in Enumerable.Range(0, members)
            from row in Enumerable.Range(1, 14)
            select $"{(char)('a' + member)},{(row > 12 ? "test" : "train")},Ga{row}As{member + 1},{row}.5\n");
}
