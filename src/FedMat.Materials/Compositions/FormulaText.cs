using System.Text;

namespace FedMat.Materials;

/// <summary>The characters of formulas: what looks alike made the same, and how a character is shown in a message.</summary>
internal static class FormulaText
{
    public const int Longest = 1000;

    /// <summary>Character by character, so that positions stay: subscripts, full-width forms, kinds of dots, of hyphens and of spaces.</summary>
    public static string Simplify(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('*', StringComparison.Ordinal)) return text;
        var simple = new StringBuilder(text.Length);
        foreach (char c in text) simple.Append(Simplify(c));
        return simple.ToString();
    }

    /// <summary>The character at a place of the text as written; one that cannot be seen by its number.</summary>
    public static string Shown(string text, int at)
    {
        if (Rune.TryGetRuneAt(text, at, out var rune)) return Rune.IsControl(rune) || rune.Value is 0x200B or 0xFEFF ? $"U+{rune.Value:X4}" : rune.ToString();
        return $"U+{(int)text[at]:X4}";
    }

    private static char Simplify(char c) => c switch
    {
        >= '\u2080' and <= '\u2089' => (char)(c - '\u2080' + '0'),
        '\uFF0A' or '*' or '\u2022' or '\u2219' or '\u22C5' or '\u30FB' or '\uFF65' or '\u2027' => '·',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
        '\u3010' => '[',
        '\u3011' => ']',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - '\uFF01' + '!'),
        _ when char.IsWhiteSpace(c) => ' ',
        _ => c,
    };
}
