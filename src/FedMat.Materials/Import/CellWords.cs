using System.Collections.Frozen;

namespace FedMat.Materials;

/// <summary>Words that stand in cells instead of values.</summary>
internal static class CellWords
{
    private static readonly FrozenSet<string> NoValue = new[]
    {
        "-", "--", "---", "–", "—", "―", "－", "/", "\\", "?", "N/A", "#N/A", "NA", "NAN", "N.A.", "NULL", "NONE", "NIL", "N.D.", "ND", "N/D", "NOT MEASURED",
        "NOT REPORTED", "NOT DETERMINED", "NR", "N.R.", "UNKNOWN", "未测", "未测定", "未測定", "无", "無", "なし", "不明", "未知",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of formulas, where NA, NaN, ND and NR are or resemble compounds.</summary>
    private static readonly FrozenSet<string> NoFormula =
        new[] { "-", "--", "---", "–", "—", "―", "－", "/", "\\", "?", "n/a", "N/A", "#N/A", "未测", "未知", "不明", "无", "無", "なし" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Trace =
        new[] { "TR", "TR.", "TRACE", "TRACES", "微量", "痕量", "痕跡" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Rest =
        new[] { "BAL", "BAL.", "BALANCE", "REST", "REM", "REM.", "REMAINDER", "余", "余量", "残", "残部", "余部" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Room =
        new[] { "RT", "R.T.", "ROOM TEMPERATURE", "ROOM TEMP", "ROOM TEMP.", "AMBIENT", "室温", "常温" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool MeansNoValue(string text) => NoValue.Contains(text);

    public static bool MeansNoFormula(string text) => NoFormula.Contains(text);

    public static bool MeansTrace(string text) => Trace.Contains(text);

    public static bool MeansBalance(string text) => Rest.Contains(text);

    public static bool MeansRoomTemperature(string text) => Room.Contains(text);
}
