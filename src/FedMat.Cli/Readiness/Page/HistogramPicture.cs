using FedMat.Cli.Pages;
using System.Text;
using FedMat.Materials;

namespace FedMat.Cli.Readiness.Page;

/// <summary>A histogram with a box of the quartiles below it.</summary>
internal static class HistogramPicture
{
    private const double Left = 6;
    private const double Below = 40;
    private const double Radius = 2;
    private const double Margin = 40;

    /// <param name="title">Says what is to be seen.</param>
    /// <param name="bins">What is drawn.</param>
    /// <param name="figures">The same numbers.</param>
    /// <param name="width">Of the drawing.</param>
    /// <param name="height">Of the drawing.</param>
    public static string Draw(string title, Histogram bins, NumberFigures figures, double width, double height)
    {
        double floor = height - Below;
        double step = (width - (2 * Left)) / bins.Counts.Count;
        int most = Math.Max(1, bins.Counts.Max());
        StringBuilder shapes = new();
        for (int bin = 0; bin < bins.Counts.Count; bin++)
        {
            double tall = (floor - 14) * bins.Counts[bin] / most;
            string edges = $"{Wording.Number(bins.From + (bin * bins.Width))} to {Wording.Number(bins.From + ((bin + 1) * bins.Width))}";
            if (bins.Counts[bin] > 0)
                shapes.Append(Bar(Left + (bin * step) + 1, floor, Math.Max(step - 2, 1), Math.Max(tall, 1.5), $"{edges}: {Wording.Rows(bins.Counts[bin])}"));
        }

        string end = Wording.Number(bins.From + (bins.Counts.Count * bins.Width));
        shapes.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{width - Left:0.##}\" y1=\"{floor:0.##}\" y2=\"{floor:0.##}\"/>");
        shapes.Append(Peak(most, Left + ((bins.Counts.ToList().IndexOf(most) + 0.5) * step), width)).Append(Box(bins, figures, width, floor + 10));
        shapes.Append($"<text x=\"{Left}\" y=\"{height - 5:0.##}\">{Wording.Number(bins.From)}</text>");
        shapes.Append($"<text x=\"{width - Left:0.##}\" y=\"{height - 5:0.##}\" text-anchor=\"end\">{end}</text>");
        return Html.Picture(title, width, height, shapes.ToString());
    }

    private static string Bar(double x, double floor, double wide, double tall, string says) =>
        $"<rect class=\"bar\" x=\"{x:0.##}\" y=\"{floor - tall:0.##}\" width=\"{wide:0.##}\" height=\"{tall:0.##}\" rx=\"{Radius}\"><title>{Html.Text(says)}</title></rect>";

    /// <summary>The rows of the highest bar, above it and within the picture.</summary>
    private static string Peak(int rows, double middle, double width)
    {
        (double x, string anchor) = middle < Margin ? (Left, "start") : middle > width - Margin ? (width - Left, "end") : (middle, "middle");
        return $"<text x=\"{x:0.##}\" y=\"11\" text-anchor=\"{anchor}\">{Wording.Rows(rows)}</text>";
    }

    /// <summary>The box of Tukey: quartiles and median, with a line from the smallest to the largest.</summary>
    private static string Box(Histogram bins, NumberFigures figures, double width, double y)
    {
        double At(double value) => Left + ((width - (2 * Left)) * (value - bins.From) / (bins.Counts.Count * bins.Width));
        double wide = Math.Max(At(figures.UpperQuartile) - At(figures.LowerQuartile), 1);
        return $"<g class=\"box\"><line x1=\"{At(figures.Minimum):0.##}\" x2=\"{At(figures.LowerQuartile):0.##}\" y1=\"{y:0.##}\" y2=\"{y:0.##}\"/>"
            + $"<line x1=\"{At(figures.UpperQuartile):0.##}\" x2=\"{At(figures.Maximum):0.##}\" y1=\"{y:0.##}\" y2=\"{y:0.##}\"/>"
            + $"<rect x=\"{At(figures.LowerQuartile):0.##}\" y=\"{y - 5:0.##}\" width=\"{wide:0.##}\" height=\"10\"/>"
            + $"<line x1=\"{At(figures.Median):0.##}\" x2=\"{At(figures.Median):0.##}\" y1=\"{y - 5:0.##}\" y2=\"{y + 5:0.##}\" stroke-width=\"3\"/></g>";
    }
}
