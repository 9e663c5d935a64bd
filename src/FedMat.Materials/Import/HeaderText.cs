using System.Text;

namespace FedMat.Materials;

/// <summary>
/// Takes headers apart: <c>屈服强度/MPa</c>, <c>Yield strength (MPa)</c>, <c>耐力 [N/mm²]</c>, <c>strength, MPa</c>, <c>strength MPa</c>,
/// <c>yield_strength_MPa</c>. Each way of cutting that leaves a known unit is one reading.
/// </summary>
internal static class HeaderText
{
    private const int LongestHeader = 300;

    /// <summary>For comparison: narrow, capital letters and digits only, without spaces, points, dashes and underscores.</summary>
    public static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        foreach (char c in WideText.Narrow(header))
            if (c is not (' ' or '_' or '-' or '.' or '‐' or '–' or ':' or '：' or '\'' or '"')) folded.Append(char.ToUpperInvariant(c));
        return folded.ToString();
    }

    /// <summary>Name and unit, the whole text without a unit first; names are folded.</summary>
    public static List<HeaderReading> Readings(string header)
    {
        var readings = new List<HeaderReading>();
        if (header.Length is 0 or > LongestHeader) return readings;
        string text = WideText.Narrow(header).Trim();
        if (text.Length == 0) return readings;
        readings.Add(new(Fold(text), null));
        if (text[^1] is ')' or ']' && Opening(text) is > 0 and var open) Add(readings, text[..open], text[(open + 1)..^1]);
        foreach (char mark in (ReadOnlySpan<char>)[',', '，', ';', ' '])
            if (text.LastIndexOf(mark) is > 0 and var at) Add(readings, text[..at], text[(at + 1)..]);
        for (int at = text.IndexOf('/', StringComparison.Ordinal); at > 0; at = text.IndexOf('/', at + 1)) Add(readings, text[..at], text[(at + 1)..]);
        if (text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var first) Add(readings, text[(first + 1)..], text[..first]);
        if (Units.OfColumn(text) is { } unit) Add(readings, Units.Quantity(text), unit);
        return readings;
    }

    /// <summary>The element that a header names, as Cr, w(Cr) and [Cr] do, or null.</summary>
    public static Element? Element(string folded, string header)
    {
        string text = WideText.Narrow(header).Trim();
        foreach (string frame in (ReadOnlySpan<string>)["", "w(", "x(", "W(", "["])
        {
            if (!text.StartsWith(frame, StringComparison.Ordinal)) continue;
            string inside = text[frame.Length..];
            int length = inside.Length > 1 && char.IsAsciiLetterLower(inside[1]) ? 2 : 1;
            if (inside.Length < length || Elements.Find(inside[..length]) is not { } element) continue;
            string wanted = Fold(frame + element.Symbol + (frame.EndsWith('(') ? ")" : frame == "[" ? "]" : ""));
            if (folded == wanted) return element;
        }
        return null;
    }

    private static void Add(List<HeaderReading> readings, string name, string unit)
    {
        if (UnitSpelling.Read(unit) is not null && Fold(name) is { Length: > 0 } folded) readings.Add(new(folded, unit.Trim()));
    }

    private static int Opening(string text)
    {
        char close = text[^1];
        int depth = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == close) depth++;
            else if (text[i] == (close == ')' ? '(' : '[') && --depth == 0) return i;
        }
        return -1;
    }
}
