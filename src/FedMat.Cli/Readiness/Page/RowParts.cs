using FedMat.Cli.Pages;
using FedMat.Materials;

namespace FedMat.Cli.Readiness.Page;

/// <summary>Rows to look at: repeats, outliers, groups and leaks.</summary>
internal static class RowParts
{
    public static string Duplicates(ReadinessReport data)
    {
        DuplicateReport repeats = data.Duplicates;
        if (repeats.Sets == 0)
            return "";
        string unit = data.Target.Unit;
        string lead = $"{repeats.Sets:#,0} measurements stand in {repeats.Rows:#,0} rows that are alike in {string.Join(", ", repeats.Columns)}. "
            + $"With the same target as well: {Wording.Rows(repeats.ExactRepeats)}. "
            + $"Targets that differ by more than {repeats.Measure}: in {repeats.Disagreeing:#,0} of them.";
        string table = repeats.Examples.Count == 0 ? "" : Html.Table(
            "Repeats that differ most", [$"#Difference ({unit})", $"#Would do ({unit})", "Smallest", "Largest"],
            repeats.Examples.Select(found => (string[])[Wording.Number(found.Difference), Wording.Number(found.Allowed), .. found.Rows.Select(Place)]));
        return Document.Section("Duplicates", $"<p>{Html.Text(lead)}</p>\n{table}");
    }

    public static string Outliers(ReadinessReport data) => data.Outliers.Count == 0 ? "" : Document.Section(
        "Outliers: more than five robust standard deviations from the median", string.Concat(data.Outliers.Select(outlier => Html.Table(
            $"{outlier.Column}: {Wording.Rows(outlier.Count)}; median {Wording.Number(outlier.Centre)}, "
            + $"robust standard deviation {Wording.Number(outlier.Spread)} ({outlier.Measure})",
            [outlier.Unit is null ? "#Value" : $"#Value ({outlier.Unit})", "#Row", "Record"],
            outlier.Rows.Select(row => new[] { Wording.Number(row.Value), $"{row.Row}", row.Record ?? "" })))));

    public static string Groups(ReadinessReport data)
    {
        if (data.Groups.Count == 0 && data.Leaks.Count == 0)
            return "";
        string groups = data.Groups.Count == 0 ? "" : Html.Table(
            "Groups whose rows a hold-out must not part", ["Column", "#Groups", "#With one row", "#Rows of the largest", "#Rows without"],
            data.Groups.Select(group => new[] { group.Column, $"{group.Groups:#,0}", $"{group.Single:#,0}", $"{group.Largest:#,0}", $"{group.Ungrouped:#,0}" }));
        string leaks = data.Leaks.Count == 0 ? "" : Html.Table(
            "Rows that belong together on both sides of a hold-out", ["What they share", "Between", "How sure", "#Sets", "#Rows used"],
            data.Leaks.Select(leak => new[] { leak.Together, leak.Between, leak.IsDrawn ? "it is so" : "possible", $"{leak.Sets:#,0}", $"{leak.Rows:#,0}" }));
        return Document.Section("Groups and leaks", groups + leaks);
    }

    private static string Place(ReportedRow row) => $"{Wording.Number(row.Value)} in row {row.Row}{(row.Record is null ? "" : $", record {row.Record}")}";
}
