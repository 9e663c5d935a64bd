using System.Globalization;
using System.Text;
using FedMat.Materials;
using FedMat.Node;

namespace FedMat.Cli.Readiness;

/// <summary>A check's result as text for a terminal.</summary>
internal sealed class ReadinessText
{
    private const int BarWidth = 40;
    private readonly StringBuilder text = new();

    private ReadinessText()
    {
    }

    public static string Of(SiteReadiness site)
    {
        ReadinessText page = new();
        ReadinessReport data = site.Data;
        page.Line($"{Wording.Of(site.Verdict)}: contract '{data.Contract}'");
        page.Findings(data.Findings.Concat(site.Study?.Findings ?? []).OrderByDescending(finding => finding.Level));
        page.Rows(data);
        page.Target(data.Target);
        page.Elements(data);
        page.Inputs(data);
        page.Repeats(data.Duplicates, data.Target.Unit);
        page.Outliers(data);
        page.Groups(data);
        page.Leaving(site.Study);
        return page.text.ToString();
    }

    private void Findings(IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            Line($"- {Wording.Of(finding.Level)}: {Plain(finding.What)}");
            Line($"  {Plain(finding.Next)}");
        }
    }

    private void Rows(ReadinessReport data)
    {
        Head("Rows");
        Line($"{data.Used:#,0} of {Wording.Rows(data.Rows)} would be used");
        foreach (LeftOut left in data.LeftOut)
            Line($"{left.Rows:#,0} left out: {left.Reason}");
    }

    private void Target(TargetReport target)
    {
        Head($"Target: {target.Name} ({target.Unit})");
        if (target.Figures is { } figures)
            Line($"{figures.Count:#,0} values: {Spread(figures)}");
        if (target.Bins is { } bins)
            Bars(bins);
        if (target.Bounds > 0)
            Line($"bounds: {target.Bounds:#,0} ({target.BoundShare:P1} of the targets)");
        if (target.Outcomes.Count > 0)
            Line($"outcomes: {Counts(target.Outcomes)}");
        if (target.Fidelities.Count > 0)
            Line($"fidelity: {Counts(target.Fidelities)}");
        if (target.Auxiliary.Count > 0)
            Line($"rows with an auxiliary target, with the measured target or without a target: {Counts(target.Auxiliary)}");
        Line($"weights: as much as {target.EffectiveRows:#,0.#} rows of one weight; an uncertainty is stated in {Wording.Rows(target.WithUncertainty)}");
    }

    private void Bars(Histogram bins)
    {
        int most = Math.Max(1, bins.Counts.Max());
        string[] edges = [.. bins.Counts.Select((_, bin) => Wording.Number(bins.From + (bin * bins.Width)))];
        int wide = edges.Max(edge => edge.Length);
        for (int bin = 0; bin < edges.Length; bin++)
            Line($"  {edges[bin].PadLeft(wide)} {new string('#', ((bins.Counts[bin] * BarWidth) + most - 1) / most)} {bins.Counts[bin]:#,0}");
    }

    private void Elements(ReadinessReport data)
    {
        if (data.Elements.Count == 0)
            return;
        Head($"Elements: {data.Elements.Count}, with the rows that have each");
        Line($"{string.Join(", ", data.Elements.Select(element => $"{element.Symbol} {element.Rows:#,0}"))}");
        Line($"elements in a row: {string.Join(", ", data.ElementsPerRow.Select(count => $"{count.Name} in {Wording.Rows(count.Rows)}"))}");
        if (data.SmallCells.Count > 0)
            Line($"fewer than {data.SmallCell} rows: {Counts(data.SmallCells)}");
    }

    private void Inputs(ReadinessReport data)
    {
        Head("Inputs");
        foreach (InputCoverage input in data.Inputs)
        {
            string role = input.Role is null ? "" : $" [{input.Role}]";
            string figures = input switch
            {
                { Figures: { } numbers } => Spread(numbers),
                { Kind: ColumnKind.Category } => Counts(input.Categories),
                _ => Wording.Of(input.Kind),
            };
            string unit = input.Unit is null ? "" : $" ({input.Unit})";
            string missing = input.Missing > 0 ? $"; missing in {Wording.Rows(input.Missing)}" : "";
            Line($"{input.Column}{unit}{role}: {figures}{missing}{(input.IsConstant ? "; constant" : "")}");
        }
    }

    private void Repeats(DuplicateReport repeats, string unit)
    {
        Head($"Duplicates: rows alike in {string.Join(", ", repeats.Columns)}");
        if (repeats.Sets == 0)
        {
            Line($"none");
            return;
        }

        Line($"{(repeats.Sets == 1 ? "1 set" : $"{repeats.Sets:#,0} sets")} of {Wording.Rows(repeats.Rows)}; with the same target as well: {Wording.Rows(repeats.ExactRepeats)}");
        if (repeats.Disagreeing > 0)
            Line($"targets that differ by more than {repeats.Measure}: in {repeats.Disagreeing:#,0} of them");
        foreach (Disagreement found in repeats.Examples)
        {
            string rows = string.Join(" and ", found.Rows.Select(Place));
            Line($"  {Wording.Number(found.Difference)} {unit} apart (up to {Wording.Number(found.Allowed)} would do): {rows}");
        }
    }

    private void Outliers(ReadinessReport data)
    {
        if (data.Outliers.Count == 0)
            return;
        Head("Outliers: more than five robust standard deviations from the median");
        foreach (OutlierReport outlier in data.Outliers)
        {
            string spread = $"robust standard deviation {Wording.Number(outlier.Spread)} ({outlier.Measure})";
            Line($"{outlier.Column}: {outlier.Count:#,0}, median {Wording.Number(outlier.Centre)}, {spread}");
            foreach (ReportedRow row in outlier.Rows)
                Line($"  {Place(row)}");
            if (outlier.Count > outlier.Rows.Count)
                Line($"  and {outlier.Count - outlier.Rows.Count:#,0} nearer ones");
        }
    }

    private void Groups(ReadinessReport data)
    {
        if (data.Groups.Count == 0)
            return;
        Head("Groups");
        foreach (GroupReport group in data.Groups)
            Line($"{group.Column}: {group.Groups:#,0} groups, {group.Single:#,0} of them with one row, the largest with {group.Largest:#,0}");
    }

    private void Leaving(StudyOutlook? study)
    {
        Head("What would leave the site");
        foreach (string line in Wording.Leaving(study))
            Line($"{line}");
    }

    private void Head(string title) => text.Append('\n').Append(Plain(title)).Append('\n');

    private void Line(FormattableString line) => text.Append(Plain(line.ToString(CultureInfo.InvariantCulture))).Append('\n');

    private static string Spread(NumberFigures of) =>
        $"{Wording.Number(of.Minimum)} to {Wording.Number(of.Maximum)}, quartiles {Wording.Number(of.LowerQuartile)}, {Wording.Number(of.Median)}, "
        + $"{Wording.Number(of.UpperQuartile)}, mean {Wording.Number(of.Mean)}, standard deviation {Wording.Number(of.Deviation)}";

    private static string Counts(IReadOnlyList<NameCount> counts) => string.Join(", ", counts.Select(count => $"{count.Name} {count.Rows:#,0}"));

    private static string Place(ReportedRow row) => $"{Wording.Number(row.Value)} in row {row.Row}{(row.Record is null ? "" : $" (record {row.Record})")}";

    /// <summary>A table's words must not steer the terminal.</summary>
    private static string Plain(string line) => string.Concat(line.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
