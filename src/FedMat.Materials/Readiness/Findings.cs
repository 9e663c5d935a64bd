namespace FedMat.Materials;

/// <summary>What matters in a report, and what to do about it.</summary>
internal static class Findings
{
    private const double ManyMissing = 0.5;

    /// <summary>The worst first.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="isStudy">Whether they are held against a plan.</param>
    /// <param name="different">How many rows have inputs of their own, counted up to 2.</param>
    public static IReadOnlyList<Finding> Of(ReadinessReport report, bool isStudy, int different) =>
    [
        .. Rows(report, different).Concat(DuplicatesOf(report)).Concat(OutliersOf(report)).Concat(Inputs(report)).Concat(Groups(report))
            .Concat(report.Leaks.Select(Leak)).Concat(SmallCells(report, isStudy)).Concat(isStudy ? Auxiliary(report) : []).OrderByDescending(finding => finding.Level),
    ];

    private static IEnumerable<Finding> Rows(ReadinessReport report, int different)
    {
        if (report.Used == 0)
            yield return Blocker("rows", "there is no row that a study can use", "Import a table with measured targets.");
        else if (different < 2)
            yield return Blocker("rows", "all rows have the same inputs", "Add rows of other samples: one to train on and one to measure with.");
        else if (report.Target.Figures is { Deviation: 0 } same)
            yield return Blocker("target", $"all {Rows(same.Count)} have the same target", "Check the target's column and its unit.");
        if (report.Target.Bounds > 0)
            yield return Warning("bounds",
                "targets that are bounds teach networks, and boosted trees where a plan's 'minimumCell' is 1; the other learners and all errors leave them out: "
                    + $"{Rows(report.Target.Bounds)} ({Percent(report.Target.BoundShare)} of the targets)",
                "Where the test gave a number after all, write it: what leaves bounds out does not see the longest or the smallest values.");
        if (report.Target.EffectiveRows > 0 && report.Target.EffectiveRows < 0.5 * report.Used)
            yield return Note("weights", $"weights differ so much that {Rows(report.Used)} weigh like {report.Target.EffectiveRows:0}",
                "Check the uncertainties and repeats of the heaviest rows.");
    }

    private static IEnumerable<Finding> DuplicatesOf(ReadinessReport report)
    {
        if (report.Duplicates.ExactRepeats > 0)
            yield return Warning("duplicates", $"{Rows(report.Duplicates.ExactRepeats)} with inputs and target of another row: such rows count twice",
                "Delete the copies, unless they are measurements of their own.");
        if (report.Duplicates.Disagreeing > 0)
            yield return Warning("duplicates",
                $"{report.Duplicates.Disagreeing} of {report.Duplicates.Sets} repeated measurements have targets that differ by more than {report.Duplicates.Measure}",
                "Look at the rows below for mixed-up samples or units, or a condition that the contract has no column for.");
    }

    private static IEnumerable<Finding> OutliersOf(ReadinessReport report) => report.Outliers.Select(outlier => new Finding(
        outlier.Column == report.Target.Name ? FindingLevel.Warning : FindingLevel.Note, "outliers",
        $"{Number(outlier.Count)} {(outlier.Count == 1 ? "value" : "values")} of '{outlier.Column}' {(outlier.Count == 1 ? "lies" : "lie")} "
            + $"more than {Outliers.Limit} robust standard deviations from the median",
        "Check them for a wrong unit or a slipped decimal point; values that are right may stay."));

    private static IEnumerable<Finding> Inputs(ReadinessReport report)
    {
        foreach (var input in report.Inputs)
        {
            if (input.IsConstant)
                yield return Warning("constant", $"'{input.Column}' is the same in all rows: this site teaches a model nothing about it",
                    "Add rows where it varies, or accept that other members must.");
            if (report.Used > 0 && input.Missing > ManyMissing * report.Used)
                yield return Warning("missing", $"'{input.Column}' is missing in {Percent((double)input.Missing / report.Used)} of the rows",
                    "Fill it in from the laboratory's notes where they have it.");
            else if (input.Missing > 0)
                yield return Note("missing", $"'{input.Column}' is missing in {Rows(input.Missing)}",
                    "Fill it in where it is known; a learner is told that it is missing.");
        }
    }

    private static IEnumerable<Finding> Groups(ReadinessReport report)
    {
        foreach (var group in report.Groups)
        {
            if (group.Ungrouped > 0)
                yield return Warning("groups", $"no '{group.Column}' is given in {Rows(group.Ungrouped)}", 
                    "Fill it in: rows of one group must not be parted by a hold-out.");
            if (group.Single > 0)
                yield return Note("groups", $"groups of '{group.Column}' with one row: {group.Single} of {group.Groups}",
                    "Nothing can be compared within them; merge them where they are one in truth.");
        }
    }

    private static Finding Leak(LeakReport leak)
    {
        bool isOne = leak.Sets == 1;
        string what = leak.Together == "duplicates" ? $"{(isOne ? "set" : "sets")} of duplicates" : $"{(isOne ? "group" : "groups")} of '{leak.Together}'";
        string part = leak.IsDrawn ? $"{(isOne ? "stands" : "stand")} on both sides" : "may stand on both sides";
        string next = leak.Between.StartsWith("rows used", StringComparison.Ordinal)
            ? "Keep whole groups for testing, and no repeat of a row that is used; else the test flatters the model."
            : "Do not judge the model by the hold-out error alone: keep whole groups out of the import, or mark them 'test' in a column 'split'.";
        return Warning("leaks", $"{Number(leak.Sets)} {what} ({Rows(leak.Rows)} used) {part} of {leak.Between}", next);
    }

    private static IEnumerable<Finding> SmallCells(ReadinessReport report, bool isStudy)
    {
        if (report.SmallCells.Count == 0) yield break;
        string cells = report.SmallCells.Count == 1 ? "1 element or category has" : $"{report.SmallCells.Count} elements or categories have";
        string few = $"{cells} fewer than {report.SmallCell} rows";
        yield return isStudy
            ? Warning("cells", $"{few}, the plan's 'minimumCell'",
                "The node groups near rows before anything is summed, so that these are blurred; add rows, or accept it.")
            : Note("cells", few, "A model learns little from them, and a plan with 'minimumCell' blurs them.");
    }

    private static IEnumerable<Finding> Auxiliary(ReadinessReport report) => report.Target.Auxiliary
        .Where(target => target.Rows > 0 && target.Rows < report.SmallCell)
        .Select(target => Warning("auxiliary", $"'{target.Name}' was measured in {Rows(target.Rows)}, and the plan's 'minimumCell' is {report.SmallCell}: the survey leaves this site's values out",
            "Add rows that have it, or accept it."));

    private static Finding Blocker(string about, string what, string next) => new(FindingLevel.Blocker, about, what, next);

    private static Finding Warning(string about, string what, string next) => new(FindingLevel.Warning, about, what, next);

    private static Finding Note(string about, string what, string next) => new(FindingLevel.Note, about, what, next);

    private static string Number(int count) => $"{count:#,0}";

    private static string Rows(int count) => count == 1 ? "1 row" : $"{count:#,0} rows";

    private static string Percent(double part) => $"{100 * part:0.#} %";
}
