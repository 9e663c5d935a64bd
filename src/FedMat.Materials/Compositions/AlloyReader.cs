using System.Globalization;
using System.Text.RegularExpressions;

namespace FedMat.Materials;

/// <summary>
/// Reads an alloy as metallurgists write it: elements with percents, parted by hyphens, commas, semicolons or spaces, and what the percents are of:
/// <c>Fe-9Cr-1Mo-0.1C wt%</c>, <c>70Fe-18Cr-12Ni (mass%)</c>, <c>Fe70Cr18Ni12 at.%</c>, <c>18Cr-12Ni-balFe wt%</c>. One element may have no percent,
/// or <c>bal</c>: it is the rest of 100. A designation that starts with its bare base element, such as <c>Ti-6Al-4V</c>, is in weight percent
/// without saying so.
/// Limits: as of <see cref="FormulaReader"/> and <see cref="AlloyPercents"/>. Not read: ranges, ppm, trade names.
/// </summary>
internal sealed partial class AlloyReader
{
    private const string UnitRemedy = "End it with wt% or at%, as in Fe-9Cr-1Mo wt%.";
    private const string PartRemedy = "Write elements with their percents and hyphens between them, as in Fe-9Cr-1Mo-0.1C wt%.";

    private readonly string original;
    private readonly string text;
    private readonly PercentBasis basis;
    private readonly List<(Element Element, double? Percent, int Start)> parts = [];
    private int at;
    private FormulaProblem? problem;

    private AlloyReader(string original, string text, PercentBasis basis)
    {
        this.original = original;
        this.text = text;
        this.basis = basis;
    }

    /// <summary>Whether a text is meant as an alloy in percent, and not as a formula.</summary>
    public static bool Claims(string simple) =>
        simple.Length <= FormulaText.Longest
        && (simple.Contains('%', StringComparison.Ordinal)
            || (simple.Contains("percent", StringComparison.OrdinalIgnoreCase) && Unit().IsMatch(simple))
            || (simple.Contains('-', StringComparison.Ordinal) && Designation().IsMatch(simple)));

    /// <summary>The composition, or null and what is wrong.</summary>
    /// <param name="original">As written, for messages.</param>
    /// <param name="simple">The same, simplified.</param>
    /// <param name="problem">Null, or what is wrong.</param>
    public static Composition? Read(string original, string simple, out FormulaProblem? problem)
    {
        var unit = Unit().Match(simple);
        if (!unit.Success && simple.LastIndexOf('%') is var sign and >= 0)
        {
            problem = new($"'{original}' has a '%' that does not say of what at character {sign + 1}", UnitRemedy, sign + 1);
            return null;
        }
        string elements = unit.Success ? simple[..unit.Index] : simple;
        var reader = new AlloyReader(original, elements, unit.Groups["atoms"].Success ? PercentBasis.Atomic : PercentBasis.Weight);
        var composition = reader.ReadAll();
        problem = reader.problem;
        return composition;
    }

    private Composition? ReadAll()
    {
        for (bool parted = SkipSeparators() || true; at < text.Length && problem is null; parted = SkipSeparators()) ReadPart(parted);
        if (problem is not null) return null;
        if (parts.Count == 0) return Fail("no element", 0, PartRemedy);
        var balances = parts.Where(part => part.Percent is null).ToArray();
        if (balances.Length > 1)
        {
            return Fail(
                $"no percent for {balances[0].Element} nor for {balances[1].Element}", balances[1].Start,
                "Leave the percent out of one element only, the balance.");
        }
        (Element, double)[] given = [.. parts.Where(part => part.Percent is not null).Select(part => (part.Element, part.Percent!.Value))];
        var balance = balances is [var one] ? one.Element : null;
        if (AlloyPercents.Check(given, balance) is not { } wrong) return AlloyPercents.Make(given, basis, balance);
        int? position = wrong.Element is null ? null : parts.FindLast(part => part.Element == wrong.Element).Start + 1;
        problem = new($"in '{original}', {wrong.Problem}{(position is null ? "" : $", at character {position}")}", wrong.Remedy, position);
        return null;
    }

    private void ReadPart(bool parted)
    {
        int start = at;
        bool balance = ReadBalance();
        double? before = balance ? null : ReadPercent();
        SkipSpaces();
        var element = problem is null ? ReadElement() : null;
        if (element is null) return;
        double? after = ReadPercent();
        if (problem is not null) return;
        if (before is null && after is null && !balance && at < text.Length && text[at] == ' ') balance = ReadTrailingBalance();
        bool unclear = (before is not null || balance) && after is not null;
        // Fe9Cr: is 9 the percent of Fe or of Cr? Fe70Cr18 is clear, since every percent follows its element.
        bool joined = !parted && (before is not null || after is null || parts[^1].Percent is null);
        if (unclear || joined)
        {
            Fail($"a '{FormulaText.Shown(original, start)}' where it is unclear which percent belongs to which element", start, PartRemedy);
            return;
        }
        parts.Add((element, before ?? after, start));
    }

    private Element? ReadElement()
    {
        if (at >= text.Length)
        {
            Fail("a percent without an element", Math.Max(0, at - 1), PartRemedy);
            return null;
        }
        if (!char.IsAsciiLetterUpper(text[at]))
        {
            Fail($"an unexpected '{FormulaText.Shown(original, at)}'", at, PartRemedy);
            return null;
        }
        int length = at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) ? 2 : 1;
        string symbol = text.Substring(at, length);
        if (Elements.Find(symbol) is not { } element)
        {
            Fail($"an unknown element '{symbol}'", at, "Write the symbol of an element, such as Fe.");
            return null;
        }
        at += length;
        return element;
    }

    private double? ReadPercent()
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        if (at == start) return null;
        var digits = text.AsSpan(start, at - start);
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)) return value;
        Fail($"a percent '{digits}' that is no number", start, "Write the percent as a number such as 0.1.");
        return null;
    }

    private bool ReadBalance()
    {
        var word = Balance().Match(text, at);
        if (word.Success) at += word.Length;
        return word.Success;
    }

    private bool ReadTrailingBalance()
    {
        int start = at;
        SkipSpaces();
        if (ReadBalance()) return true;
        at = start;
        return false;
    }

    private bool SkipSeparators()
    {
        int start = at;
        while (at < text.Length && text[at] is '-' or ',' or ';' or ' ') at++;
        return at > start;
    }

    private void SkipSpaces()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private Composition? Fail(string what, int position, string remedy)
    {
        problem ??= new($"'{original}' has {what} at character {position + 1}", remedy, position + 1);
        return null;
    }

    [GeneratedRegex(
        @"(?>[\s,;]*)(?>[(\[]?)(?>\s*)(?-i:in\s+)?(?<![A-Za-z])(wt|weight|w|mass|(?<atoms>at|atomic|atom|mol|mole|molar|a))[\s.-]*(%|percent)\s*[)\]]?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\s*[A-Z][a-z]?\s*(-\s*[0-9]+(\.[0-9]+)?\s*[A-Z][a-z]?\s*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Designation();

    [GeneratedRegex(@"\G(balance|bal)(?-i:(?![a-z]))\.?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Balance();
}
