using System.Text;

namespace FedMat.Cli.Pages;

/// <summary>A plot with two axes: room for points and curves, ticks at round numbers.</summary>
internal sealed class PlotArea
{
    private const double Left = 58;
    private const double Right = 12;
    private const double Top = 10;
    private const double Bottom = 42;
    private static readonly double[] Steps = [1, 2, 5, 10];
    private readonly (double From, double To) x;
    private readonly (double From, double To) y;
    private readonly double width;
    private readonly double height;
    private readonly StringBuilder shapes = new();

    /// <param name="x">What the horizontal axis spans.</param>
    /// <param name="y">What the vertical axis spans.</param>
    /// <param name="labels">What stands at the axes.</param>
    /// <param name="width">Of the drawing.</param>
    /// <param name="height">Of the drawing.</param>
    public PlotArea((double From, double To) x, (double From, double To) y, (string X, string Y) labels, double width, double height)
    {
        this.x = Widened(x);
        this.y = Widened(y);
        this.width = width;
        this.height = height;
        Axes(labels);
    }

    /// <summary>A point with what it says.</summary>
    public void Dot(double atX, double atY, string says, bool outside = false) => shapes.Append(
        $"<circle class=\"dot{(outside ? " out" : "")}\" cx=\"{X(atX):0.#}\" cy=\"{Y(atY):0.#}\" r=\"3\"><title>{Html.Text(says)}</title></circle>");

    /// <summary>Points joined by lines.</summary>
    public void Curve(IEnumerable<(double X, double Y)> points, string style = "curve") =>
        shapes.Append($"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(point => $"{X(point.X):0.#},{Y(point.Y):0.#}"))}\"/>");

    public string Draw(string title) => Html.Picture(title, width, height, shapes.ToString());

    private double X(double value) => Left + ((width - Left - Right) * Part(value, x));

    private double Y(double value) => height - Bottom - ((height - Top - Bottom) * Part(value, y));

    private void Axes((string X, string Y) labels)
    {
        shapes.Append($"<path class=\"axis\" fill=\"none\" d=\"M{Left} {Top}V{height - Bottom:0.#}H{width - Right:0.#}\"/>");
        foreach (double tick in Ticks(x))
            shapes.Append($"<text x=\"{X(tick):0.#}\" y=\"{height - Bottom + 16:0.#}\" text-anchor=\"middle\">{Readiness.Wording.Number(tick)}</text>");
        foreach (double tick in Ticks(y))
            shapes.Append($"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Readiness.Wording.Number(tick)}</text>");
        shapes.Append($"<text x=\"{(width + Left) / 2:0.#}\" y=\"{height - 6:0.#}\" text-anchor=\"middle\">{Html.Text(labels.X)}</text>");
        shapes.Append($"<text transform=\"translate(12 {(height - Bottom + Top) / 2:0.#}) rotate(-90)\" text-anchor=\"middle\">{Html.Text(labels.Y)}</text>");
    }

    private static IEnumerable<double> Ticks((double From, double To) span)
    {
        double rough = (span.To - span.From) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Steps.Select(times => times * power).First(candidate => candidate >= rough * 0.999);
        for (double tick = Math.Ceiling(span.From / step) * step; tick <= span.To + (step * 1e-9); tick += step)
            yield return Math.Abs(tick) < step * 1e-9 ? 0 : tick;
    }

    private static double Part(double value, (double From, double To) span) => Math.Clamp((value - span.From) / (span.To - span.From), 0, 1);

    private static (double From, double To) Widened((double From, double To) span) =>
        span.To > span.From ? span : (span.From - 0.5, span.From + 0.5);
}
