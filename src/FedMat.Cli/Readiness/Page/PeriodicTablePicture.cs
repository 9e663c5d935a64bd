using FedMat.Cli.Pages;
using System.Text;
using FedMat.Materials;

namespace FedMat.Cli.Readiness.Page;

/// <summary>The periodic table, each element coloured by the part of the rows that have it.</summary>
internal static class PeriodicTablePicture
{
    private const double Side = 44;
    private const double Gap = 2;
    private const int Columns = 18;
    private const int LastPeriod = 7;

    /// <summary>From so many rows in a hundred on, an element has the next colour.</summary>
    private static readonly double[] Steps = [0, 1, 3, 10, 30];
    private static readonly string[] Labels = ["no row", "below 1 %", "1 to 3 %", "3 to 10 %", "10 to 30 %", "30 % and more"];

    public static string Draw(ReadinessReport data)
    {
        Dictionary<int, int> rows = data.Elements.ToDictionary(element => element.Number, element => element.Rows);
        StringBuilder shapes = new();
        foreach (Element element in FedMat.Materials.Elements.All)
            shapes.Append(Cell(element, rows.GetValueOrDefault(element.Number), data));
        double top = (LastPeriod + 2.6) * Side;
        for (int step = 0; step < Labels.Length; step++)
            shapes.Append(Key(step, 10 + (step * 112), top));
        string title =
            $"Periodic table: {data.Elements.Count} elements in {Wording.Rows(data.Used)}. The stronger the colour, the more rows have the element; "
            + "a dashed frame marks few rows. The same numbers stand in the table below.";
        return Html.Picture(title, Columns * Side, top + 22, shapes.ToString());
    }

    private static string Cell(Element element, int rows, ReadinessReport data)
    {
        (int column, double line) = Place(element);
        (double x, double y) = ((column - 1) * Side, line * Side);
        int step = StepOf(rows, data.Used);
        string few = rows > 0 && rows < data.SmallCell ? Square("few", x, y, Gap + 1) : "";
        string text = rows == 0
            ? Label(step, x, y + 26, 14, element.Symbol)
            : Label(step, x, y + 21, 14, $"<tspan font-weight=\"600\">{element.Symbol}</tspan>") + Label(step, x, y + 34, 10, $"{rows:#,0}");
        return $"<g><title>{element.Name}: {Wording.Rows(rows)}</title>{Square($"c{step}", x, y, Gap)}{few}{text}</g>";
    }

    private static string Square(string kind, double x, double y, double gap) =>
        $"<rect class=\"{kind}\" x=\"{x + gap:0.##}\" y=\"{y + gap:0.##}\" width=\"{Side - (2 * gap)}\" height=\"{Side - (2 * gap)}\" rx=\"4\"/>";

    private static string Label(int step, double x, double y, int size, string text) =>
        $"<text class=\"s{step}\" x=\"{x + (Side / 2):0.##}\" y=\"{y:0.##}\" text-anchor=\"middle\" font-size=\"{size}\">{text}</text>";

    /// <summary>Lanthanides and actinides stand below the others.</summary>
    private static (int Column, double Line) Place(Element element) => element.Number switch
    {
        >= 57 and <= 71 => (element.Number - 57 + 3, LastPeriod + 0.3),
        >= 89 and <= 103 => (element.Number - 89 + 3, LastPeriod + 1.3),
        _ => (element.Group, element.Period - 1),
    };

    private static int StepOf(int rows, int all) => rows == 0 ? 0 : Steps.Count(step => 100.0 * rows / all >= step);

    private static string Key(int step, double x, double y) =>
        $"<rect class=\"c{step}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"16\" height=\"16\" rx=\"3\"/>"
        + $"<text x=\"{x + 22:0.##}\" y=\"{y + 12.5:0.##}\">{Html.Text(Labels[step])}</text>";
}
