using System.Text;

namespace FedMat.Materials;

/// <summary>Writes characters that look alike as one: full-width forms, superscripts, kinds of spaces, of minus and of the micro sign.</summary>
internal static class WideText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The same text in plain characters; the same object where nothing was to be done.</summary>
    public static string Narrow(string text)
    {
        if (!NeedsIt(text)) return text;
        var plain = new StringBuilder(text.Length + 4);
        foreach (char c in text) Append(plain, c);
        return plain.ToString();
    }

    private static bool NeedsIt(string text)
    {
        foreach (char c in text)
            if (c > '~' || c < ' ') return true;
        return false;
    }

    private static void Append(StringBuilder plain, char c)
    {
        switch (c)
        {
            case '\u2103': plain.Append("°C"); break;
            case '\u2109': plain.Append("°F"); break;
            case '\u00BA' or '\u02DA': plain.Append('°'); break;
            case '\u212A': plain.Append('K'); break;
            case '\u212B': plain.Append('\u00C5'); break;
            case '\u2126': plain.Append('Ω'); break;
            case '\u00B5' or '\u03BC': plain.Append('u'); break;
            case '\u207B' or '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\uFE63' or '\uFF0D': plain.Append('-'); break;
            case '\u3000' or '\u00A0' or '\u2007' or '\u2009' or '\u202F' or '\t' or '\r' or '\n': plain.Append(' '); break;
            case '\u200B' or '\uFEFF' or '\u00AD': break;
            case '【' or '〔' or '［': plain.Append('['); break;
            case '】' or '〕' or '］': plain.Append(']'); break;
            case >= '\uFF01' and <= '\uFF5E': plain.Append((char)(c - 0xFEE0)); break;
            case >= '\u2080' and <= '\u2089': plain.Append((char)(c - '\u2080' + '0')); break;
            default:
                int power = Superscripts.IndexOf(c);
                plain.Append(power < 0 ? c : (char)('0' + power));
                break;
        }
    }
}
