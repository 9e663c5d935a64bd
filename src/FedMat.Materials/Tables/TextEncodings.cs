using System.Text;

namespace FedMat.Materials;

/// <summary>The encodings in which tables are read, by the names that a mapping uses.</summary>
internal static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16Little = "utf-16le";
    public const string Utf16Big = "utf-16be";
    public const string Gb18030 = "gb18030";
    public const string ShiftJis = "shift-jis";
    public const string Western = "windows-1252";

    public static IReadOnlyList<string> Known { get; } = [Utf8, Utf16Little, Utf16Big, Gb18030, ShiftJis, Western];

    /// <summary>The name as this table has it, for the customary others; null where it is none.</summary>
    public static string? Name(string name) => name.ToUpperInvariant().Replace('_', '-') switch
    {
        "UTF-8" or "UTF8" => Utf8,
        "UTF-16" or "UTF-16LE" or "UNICODE" => Utf16Little,
        "UTF-16BE" => Utf16Big,
        "GB18030" or "GBK" or "GB2312" or "CP936" => Gb18030,
        "SHIFT-JIS" or "SJIS" or "CP932" or "WINDOWS-31J" => ShiftJis,
        "WINDOWS-1252" or "CP1252" or "LATIN-1" or "LATIN1" or "ISO-8859-1" => Western,
        _ => null,
    };

    /// <param name="name">One of <see cref="Known"/>.</param>
    /// <param name="strict">Whether bytes that mean nothing throw; otherwise they become U+FFFD.</param>
    public static Encoding Get(string name, bool strict = false)
    {
        DecoderFallback fallback = strict ? DecoderFallback.ExceptionFallback : new DecoderReplacementFallback("\uFFFD");
        var provider = CodePagesEncodingProvider.Instance;
        return name switch
        {
            Utf16Little => Encoding.GetEncoding("utf-16", EncoderFallback.ExceptionFallback, fallback),
            Utf16Big => Encoding.GetEncoding("utf-16BE", EncoderFallback.ExceptionFallback, fallback),
            Gb18030 => provider.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, fallback)!,
            ShiftJis => provider.GetEncoding("shift_jis", EncoderFallback.ExceptionFallback, fallback)!,
            Western => provider.GetEncoding("windows-1252", EncoderFallback.ExceptionFallback, fallback)!,
            _ => Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, fallback),
        };
    }
}
