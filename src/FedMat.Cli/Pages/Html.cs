using System.Globalization;
using System.Net;

namespace FedMat.Cli.Pages;

/// <summary>Text and tables of a page. Whatever comes from a lab's files goes through <see cref="Text"/>.</summary>
internal static class Html
{
    /// <summary>Text as it may stand in an element or a quoted attribute: nothing in it is markup, and nothing in it is invisible.</summary>
    public static string Text(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(letter => IsInvisible(letter) ? '\uFFFD' : letter)));

    /// <param name="caption">What the table says.</param>
    /// <param name="heads">Of the columns; those that begin with # are numbers.</param>
    /// <param name="rows">As many cells each, not yet escaped; the first heads its row.</param>
    public static string Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] marks = [.. heads.Select(head => head.StartsWith('#') ? " class=\"n\"" : "")];
        string head = string.Concat(heads.Select((text, i) => $"<th scope=\"col\"{marks[i]}>{Text(text.TrimStart('#'))}</th>"));
        string body = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select((cell, i) => Cell(cell, i, marks[i])))}</tr>\n"));
        return $"<div class=\"scroll\"><table><caption>{Text(caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n";
    }

    /// <summary>What is shown when asked for, and in print.</summary>
    public static string Details(string summary, string content) => $"<details><summary>{Text(summary)}</summary>{content}</details>\n";

    /// <param name="title">Says what is to be seen, in a sentence.</param>
    /// <param name="width">In units of the drawing.</param>
    /// <param name="height">In units of the drawing.</param>
    /// <param name="shapes">What is drawn.</param>
    public static string Picture(string title, double width, double height, string shapes) =>
        $"<svg role=\"img\" viewBox=\"0 0 {width:0.##} {height:0.##}\" aria-label=\"{Text(title)}\"><title>{Text(title)}</title>{shapes}</svg>\n";

    private static bool IsInvisible(char letter) => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    private static string Cell(string cell, int column, string mark) =>
        column == 0 ? $"<th scope=\"row\"{mark}>{Text(cell)}</th>" : $"<td{mark}>{Text(cell)}</td>";
}
