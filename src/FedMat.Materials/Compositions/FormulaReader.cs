using System.Globalization;
using System.Text;

namespace FedMat.Materials;

/// <summary>
/// Reads a chemical formula: element symbols with amounts (<c>Al0.25CoFeNi</c>), nested groups in (), [] or {}, hydrates and other
/// adducts after a dot (<c>CuSO4·5H2O</c>, also * and the usual bullet characters), a leading factor (<c>2Fe2O3</c>), subscript and
/// full-width characters, and an exponent in an amount (<c>C1e-05</c>). Spaces between the parts are passed over.
/// Limits: 1,000 characters, 32 levels of brackets, amounts of 1e-12 to 1e12. Not read: weight percent, charges, variables such as x.
/// </summary>
internal sealed class FormulaReader
{
    private const int LongestFormula = 1000;
    private const int DeepestNesting = 32;

    private readonly string original;
    private readonly string text;
    private readonly double[] amounts = new double[Elements.All.Count + 1];
    private int at;
    private string? problem;

    public FormulaReader(string formula)
    {
        original = formula;
        text = formula.Length <= LongestFormula ? Simplify(formula) : "";
    }

    /// <summary>The composition, or null and what is wrong.</summary>
    public Composition? Read(out string? reason)
    {
        if (original.Length > LongestFormula) problem = $"a formula may have {LongestFormula} characters, this has {original.Length}";
        else if (string.IsNullOrWhiteSpace(text)) problem = "there is no formula";
        else ReadAll();
        var composition = problem is null ? Collect() : null;
        reason = problem;
        return composition;
    }

    private void ReadAll()
    {
        do
        {
            SkipSpaces();
            double factor = ReadAmount();
            var part = problem is null ? ReadPart(0) : null;
            if (part is null) return;
            foreach (var (number, amount) in part) amounts[number] += amount * factor;
        }
        while (Skip('·'));
        if (at < text.Length) Fail(Unexpected(text[at]));
    }

    /// <summary>Everything up to the end, a closing bracket or a dot: at least one element or group.</summary>
    private List<(int Number, double Amount)>? ReadPart(int depth)
    {
        var part = new List<(int Number, double Amount)>();
        for (SkipSpaces(); at < text.Length; SkipSpaces())
        {
            if (char.IsAsciiLetterUpper(text[at])) ReadElement(part);
            else if (text[at] is '(' or '[' or '{') ReadGroup(part, depth);
            else break;
            if (problem is not null) return null;
        }
        if (part.Count == 0) Fail(at < text.Length ? Unexpected(text[at]) : "no element");
        return problem is null ? part : null;
    }

    private void ReadElement(List<(int Number, double Amount)> part)
    {
        int start = at;
        int length = at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) ? 2 : 1;
        string symbol = text.Substring(at, length);
        if (Elements.Find(symbol) is not { } element)
        {
            Fail($"an unknown element '{symbol}'");
            return;
        }
        at += length;
        double amount = ReadAmount();
        if (problem is null && HydrateDot(start))
        {
            at = text.IndexOf('.', start);
            Fail("a point before H2O that could be the dot of a hydrate (written · or *)");
            return;
        }
        part.Add((element.Number, amount));
    }

    private void ReadGroup(List<(int Number, double Amount)> part, int depth)
    {
        char open = text[at];
        char close = open switch { '(' => ')', '[' => ']', _ => '}' };
        int start = at++;
        if (depth == DeepestNesting)
        {
            Fail($"more than {DeepestNesting} levels of brackets");
            return;
        }
        var group = ReadPart(depth + 1);
        if (group is null) return;
        if (!Skip(close))
        {
            if (at >= text.Length) at = start;
            Fail(at == start ? $"a bracket '{open}' that is not closed" : Unexpected(text[at]));
            return;
        }
        double factor = ReadAmount();
        foreach (var (number, amount) in group) part.Add((number, amount * factor));
    }

    /// <summary>Digits, a decimal point, an exponent; 1 where there are none.</summary>
    private double ReadAmount()
    {
        SkipSpaces();
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        if (at == start) return 1;
        int sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
        if (at + 1 + sign < text.Length && text[at] == 'e' && char.IsAsciiDigit(text[at + 1 + sign]))
            for (at += 1 + sign; at < text.Length && char.IsAsciiDigit(text[at]);) at++;
        var digits = text.AsSpan(start, at - start);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
        string written = digits.ToString();
        at = start;
        Fail($"an amount '{written}' that is no number");
        return 1;
    }

    /// <summary>
    /// CuSO4.5H2O means CuSO4·5H2O to a chemist and 4.5 O to a parser. Reading either silently would be wrong for somebody.
    /// </summary>
    private bool HydrateDot(int elementStart) =>
        text.AsSpan(elementStart, at - elementStart).Contains('.') && text.AsSpan(at).StartsWith("H2O", StringComparison.Ordinal)
        && (at + 3 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 3]) && text[at + 3] != '.');

    private Composition? Collect()
    {
        var found = new List<(Element, double)>();
        for (int number = 1; number < amounts.Length; number++)
        {
            double amount = amounts[number];
            if (amount == 0) continue;
            if (amount is < Composition.SmallestAmount or > Composition.LargestAmount)
                problem ??= $"'{original}' has an amount of {Elements.Of(number)} that is not between 1e-12 and 1e12";
            found.Add((Elements.Of(number), amount));
        }
        if (found.Count == 0) problem ??= $"'{original}' has no element with an amount above zero";
        return problem is null ? new Composition([.. found]) : null;
    }

    private void Fail(string what) => problem ??= $"'{original}' has {what} at character {Math.Min(at, text.Length) + 1}";

    private string Unexpected(char character)
    {
        string shown = char.IsControl(character) ? $"U+{(int)character:X4}" : original[at].ToString();
        if (character is 'x' or 'y' or 'z') return $"a variable '{shown}', where a number belongs,";
        if (character is ')' or ']' or '}') return $"a bracket '{shown}' with nothing to close";
        if (char.IsAsciiLetterLower(character)) return $"a small letter '{shown}', where a symbol starts with a capital,";
        return $"an unexpected '{shown}'";
    }

    private void SkipSpaces()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private bool Skip(char wanted)
    {
        SkipSpaces();
        if (at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    /// <summary>Character by character, so that positions stay: subscripts, full-width forms, kinds of dots and of spaces.</summary>
    private static string Simplify(string formula)
    {
        var simple = new StringBuilder(formula.Length);
        foreach (char c in formula)
            simple.Append(c switch
            {
                >= '\u2080' and <= '\u2089' => (char)(c - '\u2080' + '0'),
                '\uFF0A' or '*' or '\u2022' or '\u2219' or '\u22C5' or '\u30FB' or '\uFF65' or '\u2027' => '·',
                >= '\uFF01' and <= '\uFF5E' => (char)(c - '\uFF01' + '!'),
                _ when char.IsWhiteSpace(c) => ' ',
                _ => c,
            });
        return simple.ToString();
    }
}
