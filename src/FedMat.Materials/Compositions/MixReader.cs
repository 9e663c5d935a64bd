using System.Globalization;
using System.Text.RegularExpressions;

namespace FedMat.Materials;

/// <summary>
/// Reads a mix: each ingredient of the shared vocabulary with its kilograms in a cubic metre, before or after the name, parted by semicolons or
/// commas: <c>cement 540; water 162 kg/m3</c>, <c>540 cement, 162 water</c>, <c>水泥: 540, 水: 162</c>. The unit kg/m3 may stand at any amount
/// or be left out.
/// Limits: 1,000 characters, 32 ingredients of 100 characters each; a decimal comma is not read. No other unit is.
/// </summary>
internal sealed partial class MixReader(string original)
{
    private const int MostParts = 32;
    private const int LongestPart = 100;
    private const string General = "Write ingredients with kilograms per cubic metre, such as cement 540; water 162 kg/m3.";

    private const string Unit = @"(?:kg\s*/\s*m\^?[3³])?";
    private const string NameFirst = @"(?<name>[^\d:=\s][^\d:=]*?)\s*[:=]?\s*(?<amount>[\d.]+)";
    private const string AmountFirst = @"(?<amount>[\d.]+)\s*" + Unit + @"\s*(?<name>[^\d:=\s][^\d:=/]*?)";

    private readonly List<(Ingredient, double)> amounts = [];

    /// <summary>The mix, or null and what is wrong.</summary>
    public Mix? Read(out FormulaProblem? problem)
    {
        problem = original.Length > FormulaText.Longest ? new($"a mix may have {FormulaText.Longest} characters, this has {original.Length}", General, null)
            : string.IsNullOrWhiteSpace(original) ? new("there is no mix", General, null)
            : null;
        int at = 0;
        foreach (string part in original.Split([';', ',', '；', '，', '、'], MostParts + 1))
        {
            if (problem is not null) return null;
            problem = amounts.Count == MostParts ? Wrong($"more than {MostParts} ingredients", at, General) : ReadPart(part, at);
            at += part.Length + 1;
        }
        return problem is null ? Make(out problem) : null;
    }

    private FormulaProblem? ReadPart(string part, int start)
    {
        if (string.IsNullOrWhiteSpace(part)) return Wrong("nothing between two separators", start, General);
        if (part.Length > LongestPart) return Wrong($"an ingredient of more than {LongestPart} characters", start, General);
        string simple = FormulaText.Simplify(part);
        var match = Part().Match(simple);
        if (!match.Success) return Wrong($"'{part.Trim()}', which is no ingredient with an amount,", start + Indent(part), General);
        // The original's characters, since ideographs and letters of other scripts are names too.
        var name = match.Groups["name"];
        string written = part.Substring(name.Index, name.Length);
        if (Ingredients.Find(written) is not { } ingredient)
        {
            string known = $"Known: {string.Join(", ", Ingredients.All)}.{Ingredients.Hint(written)}";
            return Wrong($"an unknown ingredient '{written}'", start + name.Index, known);
        }
        var number = match.Groups["amount"];
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(number.Value, Style, CultureInfo.InvariantCulture, out double kilograms) || !Mix.IsAmount(kilograms))
        {
            string what = $"an amount '{number.Value}' that is no number up to {Mix.LargestAmount}";
            return Wrong(what, start + number.Index, "Write kilograms per cubic metre, such as 162.5.");
        }
        if (amounts.Exists(pair => pair.Item1.Equals(ingredient)))
            return Wrong($"{ingredient} a second time", start + name.Index, "Give each ingredient once.");
        amounts.Add((ingredient, kilograms));
        return null;
    }

    private Mix? Make(out FormulaProblem? problem)
    {
        problem = amounts.Exists(pair => pair.Item2 > 0) ? null : new($"'{original}' has no ingredient with an amount above zero", General, null);
        return problem is null ? Mix.Of(amounts) : null;
    }

    private static int Indent(string part) => part.Length - part.TrimStart().Length;

    private FormulaProblem Wrong(string what, int position, string remedy) =>
        new($"'{original}' has {what} at character {position + 1}", remedy, position + 1);

    [GeneratedRegex(@"^\s*(?:" + NameFirst + "|" + AmountFirst + @")\s*" + Unit + @"\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
