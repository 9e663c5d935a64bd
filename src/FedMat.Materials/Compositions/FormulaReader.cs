using System.Globalization;

namespace FedMat.Materials;

/// <summary>
/// Reads a chemical formula: element symbols with amounts (<c>Al0.25CoFeNi</c>), nested groups in (), [] or {}, hydrates and other
/// adducts after a dot (<c>CuSO4·5H2O</c>, also * and the usual bullet characters, and a point where no digit follows it), a leading factor
/// (<c>2Fe2O3</c>), subscript and full-width characters, and an exponent in an amount (<c>C1e-05</c>). Spaces between the parts are passed over.
/// Limits: 1,000 characters, 32 levels of brackets, amounts of 1e-12 to 1e12. Refused: charges, phases such as (s), variables such as x, a
/// point that could be the dot of a hydrate or the decimal point of an amount.
/// </summary>
internal sealed class FormulaReader(string original, string text)
{
    private const int DeepestNesting = 32;
    private const string General = "Write element symbols with amounts, such as Fe2O3 or La0.7Sr0.3MnO3.";
    private const string DotRemedy = "Write · or * between the parts, or a number that starts with a digit.";
    private static readonly string[] Phases = ["(s)", "(l)", "(g)", "(aq)", "(cr)", "(am)", "(c)", "(ss)"];
    private static readonly string[] Solvents = ["H2O", "(H2O)", "NH3", "(NH3)"];

    private readonly double[] amounts = new double[Elements.All.Count + 1];
    private int at;
    private bool hasFactor;
    private FormulaProblem? problem;

    /// <summary>The composition, or null and what is wrong.</summary>
    public Composition? Read(out FormulaProblem? reason)
    {
        if (original.Length > FormulaText.Longest)
            problem = new($"a formula may have {FormulaText.Longest} characters, this has {original.Length}", "Check that the cell holds one formula.", null);
        else if (string.IsNullOrWhiteSpace(text)) problem = new("there is no formula", General, null);
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
            int start = at;
            double factor = ReadAmount();
            hasFactor |= at > start;
            var part = problem is null ? ReadPart(0) : null;
            if (part is null) return;
            foreach (var (number, amount) in part) amounts[number] += amount * factor;
        }
        while (Skip('·') || Skip('.'));
        if (at < text.Length) FailAtCharacter();
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
        if (part.Count == 0 && at < text.Length) FailAtCharacter();
        else if (part.Count == 0) Fail("no element", General);
        return problem is null ? part : null;
    }

    private void ReadElement(List<(int Number, double Amount)> part)
    {
        int length = at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) ? 2 : 1;
        string symbol = text.Substring(at, length);
        if (Elements.Find(symbol) is not { } element)
        {
            Fail($"an unknown element '{symbol}'", "Write the symbol of an element, such as Fe.");
            return;
        }
        at += length;
        int amountStart = at;
        double amount = ReadAmount();
        if (!FailAtDot(amountStart)) part.Add((element.Number, amount));
    }

    private void ReadGroup(List<(int Number, double Amount)> part, int depth)
    {
        char open = text[at];
        char close = open switch { '(' => ')', '[' => ']', _ => '}' };
        if (Array.Find(Phases, phase => text.AsSpan(at).StartsWith(phase, StringComparison.Ordinal)) is { } phase)
        {
            Fail($"a phase '{phase}', which is no part of a composition,", "Leave it out, or keep it in a column of its own.");
            return;
        }
        int start = at++;
        if (depth == DeepestNesting)
        {
            Fail($"more than {DeepestNesting} levels of brackets", "Write the formula with fewer brackets.");
            return;
        }
        var group = ReadPart(depth + 1);
        if (group is null) return;
        if (!Skip(close))
        {
            if (at < text.Length) FailAtCharacter();
            else at = start;
            Fail($"a bracket '{open}' that is not closed", "Close it.");
            return;
        }
        int amountStart = at;
        double factor = ReadAmount();
        if (FailAtDot(amountStart)) return;
        foreach (var (number, amount) in group) part.Add((number, amount * factor));
    }

    /// <summary>Digits, a decimal point, an exponent; 1 where there are none.</summary>
    private double ReadAmount()
    {
        SkipSpaces();
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && IsDecimalPoint(start)))) at++;
        if (at == start) return 1;
        int sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
        if (at + 1 + sign < text.Length && text[at] == 'e' && char.IsAsciiDigit(text[at + 1 + sign]))
            for (at += 1 + sign; at < text.Length && char.IsAsciiDigit(text[at]);) at++;
        var digits = text.AsSpan(start, at - start);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
        string written = digits.ToString();
        at = start;
        Fail($"an amount '{written}' that is no number", "Write a number such as 0.25.");
        return 1;
    }

    /// <summary>A point before a digit, or after one with nothing of the formula behind it; others stand between the parts of an adduct.</summary>
    private bool IsDecimalPoint(int start) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        || (at > start && (at + 1 == text.Length || text[at + 1] is ' ' or 'e' or '.' or ')' or ']' or '}'));

    /// <summary>
    /// CuSO4.5H2O means CuSO4·5H2O to a chemist and 4.5 O to a parser, and 3CaO.2SiO2 is three CaO and two SiO2, not 0.2 O. Reading either
    /// silently would be wrong for somebody.
    /// </summary>
    private bool FailAtDot(int amountStart)
    {
        if (problem is not null) return true;
        int dot = text.AsSpan(amountStart, at - amountStart).IndexOf('.');
        if (dot < 0) return false;
        string? why = Solvent() is { } solvent ? $"a point before {solvent} that could be the dot of a hydrate (written · or *)"
            : hasFactor && dot == 0 ? "a point that could be the dot between two parts (written · or *)"
            : null;
        if (why is null) return false;
        at = amountStart + dot;
        Fail(why, DotRemedy);
        return true;
    }

    private string? Solvent() => Array.Find(Solvents, solvent =>
        text.AsSpan(at).StartsWith(solvent, StringComparison.Ordinal)
        && (at + solvent.Length == text.Length || (!char.IsAsciiLetterOrDigit(text[at + solvent.Length]) && text[at + solvent.Length] != '.')));

    private Composition? Collect()
    {
        var found = new List<(Element, double)>();
        for (int number = 1; number < amounts.Length; number++)
        {
            double amount = amounts[number];
            if (amount == 0) continue;
            // Not "outside": a product of factors may be no number.
            if (amount is not (>= Composition.SmallestAmount and <= Composition.LargestAmount))
                problem ??= new($"'{original}' has an amount of {Elements.Of(number)} that is not between 1e-12 and 1e12", "Correct the amounts.", null);
            found.Add((Elements.Of(number), amount));
        }
        if (found.Count == 0) problem ??= new($"'{original}' has no element with an amount above zero", General, null);
        return problem is null ? new Composition([.. found]) : null;
    }

    private void Fail(string what, string remedy)
    {
        int position = Math.Min(at, text.Length) + 1;
        problem ??= new($"'{original}' has {what} at character {position}", remedy, position);
    }

    private void FailAtCharacter()
    {
        string shown = FormulaText.Shown(original, at);
        var (what, remedy) = text[at] switch
        {
            'x' or 'y' or 'z' => ($"a variable '{shown}', where a number belongs,", "Write the amount as a number."),
            ')' or ']' or '}' => ($"a bracket '{shown}' with nothing to close", "Remove it, or open it."),
            >= 'a' and <= 'z' => ($"a small letter '{shown}', where a symbol starts with a capital,", "Write symbols as in Fe2O3."),
            '⁺' or '⁻' or '¹' or '²' or '³' or '^' => ($"a charge or superscript '{shown}'", "Leave the charge out."),
            '+' => ("an unexpected '+'", "Leave charges out, and write parts with · between them."),
            '-' => ($"an unexpected '{shown}'", "Write amounts as numbers; an alloy in percent ends with wt% or at%."),
            _ => ($"an unexpected '{shown}'", General),
        };
        Fail(what, remedy);
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
}
