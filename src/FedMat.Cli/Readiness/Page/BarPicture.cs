using FedMat.Cli.Pages;
using System.Text;
using FedMat.Materials;

namespace FedMat.Cli.Readiness.Page;

/// <summary>Names with a bar for the rows that each has.</summary>
internal static class BarPicture
{
    private const double Line = 22;
    private const int LongestName = 20;

    /// <summary>Of capitals, which are wide.</summary>
    private const double LetterWidth = 8.6;

    /// <param name="title">Says what is to be seen.</param>
    /// <param name="counts">At least one.</param>
    /// <param name="width">Of the drawing.</param>
    public static string Draw(string title, IReadOnlyList<NameCount> counts, double width)
    {
        double names = (Math.Min(counts.Max(count => count.Name.Length), LongestName) * LetterWidth) + 10;
        double room = width - names - 60;
        int most = Math.Max(1, counts.Max(count => count.Rows));
        StringBuilder shapes = new();
        for (int i = 0; i < counts.Count; i++)
        {
            (double y, double wide) = (i * Line, room * counts[i].Rows / most);
            string name = counts[i].Name.Length > LongestName ? $"{counts[i].Name[..(LongestName - 1)]}…" : counts[i].Name;
            shapes.Append($"<g><title>{Html.Text($"{counts[i].Name}: {Wording.Rows(counts[i].Rows)}")}</title>");
            shapes.Append($"<text x=\"{names - 8:0.##}\" y=\"{y + 15:0.##}\" text-anchor=\"end\">{Html.Text(name)}</text>");
            shapes.Append($"<rect class=\"bar\" x=\"{names:0.##}\" y=\"{y + 3:0.##}\" width=\"{wide:0.##}\" height=\"{Line - 6}\" rx=\"2\"/>");
            shapes.Append($"<text x=\"{names + wide + 6:0.##}\" y=\"{y + 15:0.##}\">{counts[i].Rows:#,0}</text></g>");
        }

        return Html.Picture(title, width, counts.Count * Line, shapes.ToString());
    }
}
