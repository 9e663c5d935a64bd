using System.Globalization;
using FedMat.Cli.Pages;
using FedMat.Cli.Readiness;
using FedMat.Materials;
using FedMat.Simulation;

namespace FedMat.Cli.Simulate;

/// <summary>A simulation as one page: what members gain, predictions against truth, the course of learning, and what intervals cover.</summary>
internal static class SimulationPage
{
    private const int MostDots = 3000;
    private const double Wide = 780;

    public static string Of(SimulationResult result, TargetColumn target)
    {
        SimulationFigures figures = result.Figures;
        string title = $"{figures.Data}: {figures.Learner}";
        string body = $"<h1>What joining gains</h1><p class=\"soft\">{Html.Text(title)}, seed {figures.Seed}, groups of {figures.MinimumCell}. Mean absolute errors in {Html.Text(target.Unit)}.</p>\n"
            + Document.Tiles(
                (Figure(figures.Local.Mae), "members' own models, mean"), (Figure(figures.Federated.Mae), "federated"), (Figure(figures.Pooled.Mae), "all rows in one place"),
                (Figure(figures.HoldOutMae), "federated, summed hold-out"), (Part(figures.Coverage90), "of hold-out rows in 90 % intervals"))
            + Notes(figures) + Members(figures) + Sums(figures, target) + Parity(result.Pictures, target) + Course(result.Pictures) + Intervals(result.Pictures);
        return Document.Of(title, body, "Made by <code>fedmat simulate</code>. Single test rows stand on this page.");
    }

    private static string Notes(SimulationFigures figures) => figures.Notes.Count == 0
        ? ""
        : Document.Section("What to know of the training rows", $"<ul>{string.Concat(figures.Notes.Select(note => $"<li>{Html.Text(note)}</li>"))}</ul>");

    private static string Members(SimulationFigures figures)
    {
        bool leftOut = figures.Members.Any(member => member.LeftOutMae is not null);
        string[] heads = ["Member", "#Rows", "#Test rows", "#Own model", "#Federated", "#Personal", "Advice"];
        IEnumerable<string[]> rows = figures.Members.Select(member => new[]
        {
            member.Name, $"{member.Rows:#,0}", $"{member.TestRows:#,0}", Figure(member.LocalOwnMae), Figure(member.FederatedOwnMae), Figure(member.PersonalOwnMae),
            member.Advice ?? "", Figure(member.LeftOutMae),
        }).Append(["all, mean", "", "", Figure(figures.Local.OwnMae), Figure(figures.Federated.OwnMae), Figure(figures.Personal.OwnMae), "", ""]);
        return Document.Section("Each member, on test rows of its own chemistry", Html.Table(
            "Mean absolute errors; the advice follows from the member's own hold-out rows",
            leftOut ? [.. heads, "#Model of the others, on its rows"] : heads, rows.Select(row => leftOut ? row : row[..heads.Length])));
    }

    private static string Sums(SimulationFigures figures, TargetColumn target) => figures.HoldOut is not { } sums ? "" : Document.Section(
        "What a live study would know", Html.Table(
            "Sums over all members' rows that the models had not seen", ["Figure", "#Federated model"],
            HoldOutText.Of(sums, target.Unit).Select(one => new[] { one.What, one.Figure })));

    private static string Parity(SimulationPictures pictures, TargetColumn target)
    {
        if (pictures.Truth.Length == 0)
            return "";
        (double, double) span = (pictures.Truth.Concat(pictures.Predicted).Min(), pictures.Truth.Concat(pictures.Predicted).Max());
        PlotArea plot = new(span, span, ($"measured {target.Name} ({target.Unit})", "predicted"), Wide, 520);
        plot.Curve([(span.Item1, span.Item1), (span.Item2, span.Item2)], "ideal");
        int step = 1 + (pictures.Truth.Length / MostDots);
        for (int row = 0; row < pictures.Truth.Length; row += step)
        {
            (double truth, double predicted) = (pictures.Truth[row], pictures.Predicted[row]);
            bool outside = pictures.HalfWidths.Length > 0 && Math.Abs(truth - predicted) > pictures.HalfWidths[row];
            plot.Dot(truth, predicted, $"measured {Wording.Number(truth)}, predicted {Wording.Number(predicted)}{(outside ? ", outside its 90 % interval" : "")}", outside);
        }

        string title = $"Predictions against measurements of {pictures.Truth.Length} test rows, with the line where they are equal";
        return Document.Section("Predictions of test rows", $"<p class=\"soft\">Points in the second colour lie outside their 90 % interval.</p>{plot.Draw(title)}");
    }

    private static string Course(SimulationPictures pictures)
    {
        (int Sum, double Loss)[] losses = [.. pictures.Progress.Select((progress, sum) => (sum, progress.TrainLoss)).Where(at => at.TrainLoss is not null)
            .Select(at => (at.sum, at.TrainLoss!.Value))];
        if (losses.Length < 2)
            return "";
        PlotArea plot = new((0, pictures.Progress.Count), (0, losses.Max(at => at.Loss)), ("sums", "training loss"), Wide, 260);
        plot.Curve(losses.Select(at => ((double)at.Sum, at.Loss)));
        return Document.Section("The course of learning", plot.Draw($"Training loss over {pictures.Progress.Count} sums, from {Wording.Number(losses[0].Loss)} to {Wording.Number(losses[^1].Loss)}"));
    }

    private static string Intervals(SimulationPictures pictures)
    {
        if (pictures.Covered.Any(double.IsNaN))
            return Document.Section("Intervals", "<p>Too few rows were held out to promise any.</p>");
        PlotArea plot = new((0.4, 1), (0.4, 1), ("part that intervals are to cover", "part covered"), Wide, 340);
        plot.Curve([(0.4, 0.4), (1, 1)], "ideal");
        plot.Curve(pictures.Levels.Zip(pictures.Covered));
        if (!pictures.CoveredTest.Any(double.IsNaN))
            plot.Curve(pictures.Levels.Zip(pictures.CoveredTest), "curve b");
        string table = Html.Table("Parts of rows that intervals cover", ["#To cover", "#Hold-out rows", "#Test rows"], pictures.Levels.Select((level, i) => new[]
        {
            Part(level), Part(pictures.Covered[i]), double.IsNaN(pictures.CoveredTest[i]) ? "" : Part(pictures.CoveredTest[i]),
        }));
        return Document.Section("What intervals cover", plot.Draw("Parts covered against parts promised: hold-out rows, and test rows in the second colour") + table);
    }

    private static string Figure(double? value) => value is { } number ? Wording.Number(number) : "none";

    private static string Part(double? value) => value is { } part ? part.ToString("0.0 %", CultureInfo.InvariantCulture) : "none";
}
