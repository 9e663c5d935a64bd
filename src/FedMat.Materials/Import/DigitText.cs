namespace FedMat.Materials;

/// <summary>Digits with decimal signs and marks between thousands.</summary>
internal static class DigitText
{
    private const int Group = 3;

    /// <summary>How far digits, points, commas, apostrophes and spaces between groups of three go.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsAsciiDigit(c)) at++;
            else if (c is ' ' && at > 0 && char.IsAsciiDigit(text[at - 1]) && IsGroup(text[(at + 1)..])) at++;
            else if (c is '.' or ',' or '\'' or '’' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at++;
            else if (c is '.' && at > 0 && (at + 1 == text.Length || text[at + 1] is ' ' or 'e' or 'E' or '±')) at++;
            else break;
        }
        return at > 0 && (at > 1 || char.IsAsciiDigit(text[0])) ? at : 0;
    }

    /// <summary>The number with a decimal point and nothing else.</summary>
    /// <returns>Null, or what is wrong, without a full stop.</returns>
    public static string? Plain(ReadOnlySpan<char> text, DecimalSign sign, out string digits)
    {
        digits = "";
        int points = text.Count('.');
        int commas = text.Count(',');
        char? mark = points > 0 && commas > 0 ? text[text.LastIndexOfAny('.', ',')] : points == 1 ? '.' : commas == 1 ? ',' : null;
        if (mark is { } only && (points == 0 || commas == 0))
        {
            if (!CouldBeThousands(text, only)) return Checked(text, only, sign, out digits);
            if (sign == DecimalSign.Unstated && only == ',')
                return "this could mean thousands or a decimal comma; set 'decimal' in the mapping to \".\" or \",\"";
            if (only == (sign == DecimalSign.Comma ? '.' : ',')) mark = null;
        }
        return mark is { } found ? Checked(text, found, sign, out digits) : Join(text, out digits);
    }

    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a text decides which sign is the decimal one: a lone comma or point that cannot part thousands.</summary>
    public static DecimalSign Evidence(ReadOnlySpan<char> text)
    {
        int points = text.Count('.');
        int commas = text.Count(',');
        if (points > 0 && commas > 0) return text[text.LastIndexOfAny('.', ',')] == ',' ? DecimalSign.Comma : DecimalSign.Point;
        if (commas == 1 && !CouldBeThousands(text, ',')) return DecimalSign.Comma;
        return points == 1 && !CouldBeThousands(text, '.') ? DecimalSign.Point : DecimalSign.Unstated;
    }

    private static bool CouldBeThousands(ReadOnlySpan<char> text, char mark)
    {
        int at = text.IndexOf(mark);
        return at is > 0 and <= Group && text[0] != '0' && text.Length - at - 1 == Group && text[..at].ContainsOnlyDigits();
    }

    private static string? Checked(ReadOnlySpan<char> text, char mark, DecimalSign sign, out string digits)
    {
        digits = "";
        if (sign == DecimalSign.Point && mark == ',') return "the comma is no decimal sign in this table";
        if (sign == DecimalSign.Comma && mark == '.') return "the point is no decimal sign in this table";
        int at = text.LastIndexOf(mark);
        if (Join(text[..at], out string whole) is { } problem) return problem;
        if (!text[(at + 1)..].ContainsOnlyDigits() && at + 1 < text.Length) return "this is not a number";
        digits = $"{(whole.Length == 0 ? "0" : whole)}.{text[(at + 1)..]}";
        if (at + 1 == text.Length) digits += "0";
        return null;
    }

    /// <summary>Whole numbers: groups of three but for the first, or no marks at all.</summary>
    private static string? Join(ReadOnlySpan<char> text, out string digits)
    {
        digits = text.ToString();
        if (text.IsEmpty || text.ContainsOnlyDigits()) return null;
        string[] groups = digits.Split(',', '.', ' ', '\'', '’');
        digits = string.Concat(groups);
        bool good = groups[0].Length is > 0 and <= Group && groups.Skip(1).All(group => group.Length == Group);
        return good && digits.AsSpan().ContainsOnlyDigits() ? null : "this is not a number";
    }

    private static bool IsGroup(ReadOnlySpan<char> text) =>
        text.Length >= Group && text[..Group].ContainsOnlyDigits() && (text.Length == Group || !char.IsAsciiDigit(text[Group]));
}
