using FedMat.Cli.Pages;
using FedMat.Materials;

namespace FedMat.Cli.Readiness.Page;

/// <summary>What the rows cover: the target, the elements, the inputs.</summary>
internal static class DataParts
{
    private const double Wide = 780;
    private const double Narrow = 300;
    private const int MostBars = 12;

    public static string Target(TargetReport target)
    {
        if (target is not { Figures: { } figures, Bins: { } bins })
            return "";
        string title = $"Histogram of {target.Name}: {Range(figures)} {target.Unit}, median {Wording.Number(figures.Median)}";
        string picture = HistogramPicture.Draw(title, bins, figures, Wide, 240);
        string table = Html.Details("The bins as a table", Html.Table("Rows in each bin", [$"From ({target.Unit})", $"To ({target.Unit})", "#Rows"], Bins(bins)));
        string beside = string.Concat(Beside(target).Select(line => $"<li>{Html.Text(line)}</li>"));
        return Document.Section($"Target: {target.Name} ({target.Unit})", $"{picture}{Figures([(target.Name, figures)])}{table}<ul class=\"plain\">{beside}</ul>\n");
    }

    public static string Elements(ReadinessReport data)
    {
        if (data.Elements.Count == 0)
            return "";
        string few = data.SmallCells.Count == 0 ? "" : $"<p>With fewer than {data.SmallCell} rows: {Html.Text(Counts(data.SmallCells))}.</p>\n";
        string table = Html.Table("Rows with each element", ["Element", "#Rows"], data.Elements.Select(element => new[] { element.Symbol, $"{element.Rows:#,0}" }));
        string counts = Html.Table("Elements in a row", ["Elements", "#Rows"], data.ElementsPerRow.Select(count => new[] { count.Name, $"{count.Rows:#,0}" }));
        string bars = BarPicture.Draw("Rows by their number of elements; the same numbers stand in the table below", data.ElementsPerRow, Wide);
        return Document.Section(
            $"Elements: {data.Elements.Count}",
            $"{PeriodicTablePicture.Draw(data)}{few}<h3>Elements in one composition</h3>{bars}{Html.Details("Elements as tables", table + counts)}");
    }

    public static string Inputs(ReadinessReport data)
    {
        InputCoverage[] drawn = [.. data.Inputs.Where(input => input.Bins is not null || input.Categories.Count > 0)];
        string pictures = string.Concat(drawn.Select(Figure));
        string figures = Figures([.. data.Inputs.Where(input => input.Figures is not null).Select(input => (Named(input), input.Figures!))]);
        string table = Html.Table("All inputs", ["Input", "Kind", "Tells", "#Missing", "Constant"], data.Inputs.Select(input => new[]
        {
            Named(input), Wording.Of(input.Kind), input.Role ?? "", $"{input.Missing:#,0}", input.IsConstant ? "constant" : "",
        }));
        string categories = string.Concat(data.Inputs.Where(input => input.Categories.Count > 0).Select(Categories));
        return Document.Section("Inputs: process, test conditions and others", $"<div class=\"ranges\">{pictures}</div>\n{figures}{table}{categories}");
    }

    private static string Categories(InputCoverage input) => Html.Details($"{input.Column} as a table", Html.Table(
        $"Rows of each category of {input.Column}", ["Category", "#Rows"], input.Categories.Select(count => new[] { count.Name, $"{count.Rows:#,0}" })));

    private static string Figure(InputCoverage input)
    {
        string picture = input is { Bins: { } bins, Figures: { } figures }
            ? HistogramPicture.Draw($"Histogram of {Named(input)}: {Range(figures)}", bins, figures, Narrow, 120)
            : BarPicture.Draw($"Rows of each category of {input.Column}; the same numbers stand in a table below", MostFrequent(input), Narrow);
        string missing = input.Missing > 0 ? $", missing in {Wording.Rows(input.Missing)}" : "";
        string most = input.Categories.Count > MostBars ? $", the {MostBars} most frequent of {input.Categories.Count}" : "";
        return $"<figure><figcaption>{Html.Text($"{Named(input)}{most}{missing}")}</figcaption>{picture}</figure>\n";
    }

    private static NameCount[] MostFrequent(InputCoverage input) =>
        [.. input.Categories.OrderByDescending(count => count.Rows).ThenBy(count => count.Name, StringComparer.Ordinal).Take(MostBars)];

    private static IEnumerable<string> Beside(TargetReport target)
    {
        if (target.Bounds > 0)
            yield return $"Targets that are bounds: {target.Bounds:#,0} ({target.BoundShare:P1})";
        if (target.Outcomes.Count > 0)
            yield return $"Outcomes: {Counts(target.Outcomes)}";
        if (target.Fidelities.Count > 0)
            yield return $"Fidelity: {Counts(target.Fidelities)}";
        if (target.Auxiliary.Count > 0)
            yield return $"Rows with an auxiliary target, with the measured target or without a target: {Counts(target.Auxiliary)}";
        yield return $"Weights: as much as {target.EffectiveRows:#,0.#} rows of one weight; an uncertainty is stated in {Wording.Rows(target.WithUncertainty)}";
    }

    private static string Figures(IReadOnlyList<(string Name, NumberFigures Of)> columns) => columns.Count == 0 ? "" : Html.Table(
        "Count, quartiles, mean and standard deviation", ["Column", "#Count", "#Minimum", "#25 %", "#Median", "#75 %", "#Maximum", "#Mean", "#SD"],
        columns.Select(column => (string[])
        [
            column.Name, $"{column.Of.Count:#,0}", .. new[]
            {
                column.Of.Minimum, column.Of.LowerQuartile, column.Of.Median, column.Of.UpperQuartile, column.Of.Maximum, column.Of.Mean, column.Of.Deviation,
            }.Select(Wording.Number),
        ]));

    private static IEnumerable<string[]> Bins(Histogram bins) => bins.Counts.Select((count, bin) => new[]
    {
        Wording.Number(bins.From + (bin * bins.Width)), Wording.Number(bins.From + ((bin + 1) * bins.Width)), $"{count:#,0}",
    });

    private static string Named(InputCoverage input) => input.Unit is null ? input.Column : $"{input.Column} ({input.Unit})";

    private static string Range(NumberFigures figures) => $"{Wording.Number(figures.Minimum)} to {Wording.Number(figures.Maximum)}";

    private static string Counts(IReadOnlyList<NameCount> counts) => string.Join(", ", counts.Select(count => $"{count.Name} {count.Rows:#,0}"));
}
