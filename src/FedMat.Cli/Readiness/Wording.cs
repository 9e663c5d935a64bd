using FedMat.Materials;
using FedMat.Node;

namespace FedMat.Cli.Readiness;

/// <summary>What the text and the page of a check say in the same words.</summary>
internal static class Wording
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Ready => "READY",
        Verdict.ReadyWithWarnings => "READY, WITH WARNINGS",
        _ => "NOT READY",
    };

    public static string Of(FindingLevel level) => level switch
    {
        FindingLevel.Blocker => "stops a study",
        FindingLevel.Warning => "warning",
        _ => "note",
    };

    public static string Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Composition => "composition",
        ColumnKind.Number => "number",
        _ => "category",
    };

    /// <summary>Four figures or all that stand before the point, without the noise of binary fractions.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1e7 or (> 0 and < 1e-4) => value.ToString("0.###E+0"),
        >= 1000 => value.ToString("0"),
        >= 100 => value.ToString("0.#"),
        >= 10 => value.ToString("0.##"),
        >= 1 => value.ToString("0.###"),
        _ => value.ToString("0.####"),
    };

    public static string Rows(int count) => count == 1 ? "1 row" : $"{count:#,0} rows";

    /// <summary>What a study makes of the rows; one sentence each.</summary>
    public static IEnumerable<string> Leaving(StudyOutlook? study)
    {
        if (study is null)
        {
            return
            [
                "No row. A node answers a study with masked vectors of sums over its rows; the coordinator opens only their total over several members.",
                "Give --study PLAN.json to see which sums a study makes of these rows, and how large they are.",
            ];
        }

        string part = study.TakesPart ? "this node would take part" : "this node would not take part";
        List<string> lines = [$"No row. Study '{study.Name}' ({study.Study}) of {study.Members} members, {study.Rounds} rounds; {part}."];
        lines.AddRange(study.Sums.Select(Sum));
        lines.Add(
            $"In all {Bytes(study.TotalBytes)} of masked vectors, beside keys and signatures. Each number is masked with fresh random ones; "
            + $"only totals over at least {study.Survivors} members are ever opened.");
        lines.Add($"About {study.HoldOutFraction:P0} of the rows are kept from training to measure the model; their errors leave as a sum, too.");
        if (study.MinimumCell > 1)
            lines.Add($"Rows are put into groups of at least {study.MinimumCell} near ones before anything is summed.");
        return lines;
    }

    public static string Bytes(long bytes) => bytes switch
    {
        >= 10_000_000 => $"{bytes / 1e6:#,0} MB",
        >= 10_000 => $"{bytes / 1e3:#,0} kB",
        _ => $"{bytes:#,0} bytes",
    };

    private static string Sum(SumOutlook sum)
    {
        string times = sum.Times == 1 ? "once" : $"{sum.Times:#,0} times";
        string vector = $"A masked vector of {sum.Numbers:#,0} numbers of {sum.RingBits} bits, {sum.Bytes:#,0} bytes.";
        return $"{times}: {sum.What}. {vector}{(sum.IsExact ? " It waits for every member." : "")}";
    }
}
