using System.Buffers;
using System.Globalization;

namespace FedMat.Materials;

/// <summary>
/// Reads numbers as labs write them: <c>420±15</c>, <c>350-380</c>, <c>&lt;0.001</c>, <c>&gt;20000 h</c>, <c>1.2×10^3</c>, <c>1 234,5</c>, <c>12.3(4)</c>,
/// full-width digits. A range is read as its middle; its standard deviation is half its width over the square root of 3 (uniform
/// distribution: JCGM 100:2008, 4.3.7). Digits in brackets are the uncertainty of the last digits (JCGM 100:2008, 7.2.2).
/// </summary>
internal ref struct NumberText
{
    /// <summary>The square root of 3.</summary>
    internal const double RootOfThree = 1.7320508075688772;

    private const NumberStyles Simple = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly SearchValues<char> Superscripts = SearchValues.Create("⁰¹²³⁴⁵⁶⁷⁸⁹");
    private static readonly string[] Above = [">=", ">", "≥", "⩾"];
    private static readonly string[] Below = ["<=", "<", "≤", "⩽"];
    private static readonly string[] PlusMinus = ["±", "+/-", "+-"];
    private static readonly string[] Between = ["...", "..", "–", "—", "~", "-", "to ", "至", "到", "から", "bis "];
    private static readonly string[] About = ["~", "≈", "ca.", "approx.", "about", "约", "約"];

    private readonly DecimalSign sign;
    private readonly bool raised;
    private ReadOnlySpan<char> rest;
    private string? problem;
    private int decimals;

    private NumberText(string text, DecimalSign sign)
    {
        rest = WideText.Narrow(text).AsSpan().Trim();
        raised = text.AsSpan().ContainsAny(Superscripts);
        this.sign = sign;
    }

    /// <returns>Null, or what is wrong, without a full stop.</returns>
    public static string? Read(string text, DecimalSign sign, out ParsedNumber number)
    {
        if (sign != DecimalSign.Comma && double.TryParse(text, Simple, CultureInfo.InvariantCulture, out double plain) && double.IsFinite(plain))
        {
            number = new(plain, null, Reading.Plain, null);
            return null;
        }
        var reader = new NumberText(text, sign);
        number = reader.ReadAll();
        return reader.problem;
    }

    private ParsedNumber ReadAll()
    {
        var how = ReadSide();
        if (how == Reading.Plain && SkipAny(About)) how = Reading.Approximate;
        double value = ReadNumber();
        double? spread = null;
        if (problem is null && how is Reading.Plain or Reading.Approximate) (value, spread, how) = ReadSpread(value, how);
        if (problem is null && how == Reading.Plain && rest.SequenceEqual("+"))
        {
            rest = [];
            how = Reading.LowerBound;
        }
        string unit = rest.Trim().Trim("()[]").ToString();
        if (problem is null && unit.Length > 0 && UnitSpelling.Read(unit) is null) problem = $"'{unit}' stands where a unit could and is none";
        return new(value, spread, how, unit.Length == 0 ? null : unit);
    }

    private Reading ReadSide()
    {
        if (SkipAny(Above)) return Reading.LowerBound;
        return SkipAny(Below) ? Reading.UpperBound : Reading.Plain;
    }

    private (double Value, double? Spread, Reading How) ReadSpread(double value, Reading how)
    {
        int places = decimals;
        if (SkipAny(PlusMinus)) return (value, Spread(ReadNumber()), Reading.PlusMinus);
        if (rest.StartsWith("(") && rest.IndexOf(')') is > 1 and var end && rest[1..end].ContainsOnlyDigits())
        {
            double last = double.Parse(rest[1..end], CultureInfo.InvariantCulture);
            rest = rest[(end + 1)..].TrimStart();
            for (int i = 0; i < places; i++) last /= 10;
            return (value, Spread(last), Reading.PlusMinus);
        }
        var before = rest;
        if (!SkipAny(Between)) return (value, null, how);
        if (rest.Length == 0 || !char.IsAsciiDigit(rest[0]) && rest[0] is not ('-' or '.' or '+'))
        {
            rest = before;
            return (value, null, how);
        }
        double upper = ReadNumber();
        if (problem is null && upper <= value) problem = "the range does not run upwards";
        return ((value + upper) / 2, (upper - value) / 2 / RootOfThree, Reading.Range);
    }

    private double? Spread(double given)
    {
        if (problem is null && given < 0) problem = "the uncertainty is below 0";
        return given > 0 ? given : null;
    }

    private double ReadNumber()
    {
        rest = rest.TrimStart();
        bool negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+")) rest = rest[1..].TrimStart();
        int length = DigitText.Length(rest);
        if (length == 0)
        {
            problem ??= "this is not a number";
            return 0;
        }
        string? wrong = DigitText.Plain(rest[..length], sign, out string digits);
        problem ??= wrong;
        if (problem is not null) return 0;
        rest = rest[length..];
        decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        string text = digits + Exponent();
        double value = double.Parse(text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) problem ??= "the number is too large";
        rest = rest.TrimStart();
        return negative ? -value : value;
    }

    /// <summary>e3, E+03, ×10^3, x10-3, *10³, as an exponent of a double; ×103 is none.</summary>
    private string Exponent()
    {
        var after = rest;
        if (after.Length > 1 && after[0] is 'e' or 'E' or 'D')
        {
            if (TakeExponent(after[1..]) is { } plain) return plain;
            return "";
        }
        after = after.TrimStart();
        if (after.Length < 4 || after[0] is not ('×' or 'x' or 'X' or '*' or '·')) return "";
        after = after[1..].TrimStart();
        if (!after.StartsWith("10")) return "";
        after = after[2..];
        bool caret = after.StartsWith("^");
        if (caret) after = after[1..];
        return caret || raised || after.StartsWith("-") || after.StartsWith("+") ? TakeExponent(after) ?? "" : "";
    }

    private string? TakeExponent(ReadOnlySpan<char> text)
    {
        int signs = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int length = signs;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        if (length == signs || length > signs + 4) return null;
        string exponent = "e" + text[..length].ToString();
        rest = text[length..];
        return exponent;
    }

    private bool SkipAny(string[] words)
    {
        foreach (string word in words)
        {
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[word.Length..].TrimStart();
            return true;
        }
        return false;
    }
}
