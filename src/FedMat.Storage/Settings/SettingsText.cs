using System.Text.Json;
using FedMat.Protocol;

namespace FedMat.Storage;

/// <summary>Reads the text of a <see cref="SettingsFile"/>, keeping the line of every key.</summary>
internal static class SettingsText
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="JsonException">The text is no JSON object.</exception>
    /// <exception cref="RefusedException">A key is unknown or given twice.</exception>
    public static Dictionary<string, SettingsFile.Setting> Parse(byte[] json, string path, IReadOnlyList<string> known)
    {
        Dictionary<string, SettingsFile.Setting> settings = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(WithoutMark(json), Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the text is no object", path, 0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            int line = LineAt(json, reader.TokenStartIndex);
            if (!known.Contains(key))
                throw new RefusedException(RefusalCode.SettingUnknown, $"{path} line {line}: '{key}' is no setting; {Suggest(key, known)}");
            reader.Read();
            if (!settings.TryAdd(key, new SettingsFile.Setting(JsonElement.ParseValue(ref reader), line)))
                throw new RefusedException(RefusalCode.SettingInvalid, $"{path} line {line}: '{key}' is given twice; remove one");
        }

        // Anything after the object is an error that the reader itself reports.
        while (reader.Read())
        {
        }

        return settings;
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] json) =>
        json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json;

    private static int LineAt(byte[] json, long index) => 1 + json.AsSpan(0, checked((int)index)).Count((byte)'\n');

    private static string Suggest(string key, IReadOnlyList<string> known)
    {
        string nearest = known.MinBy(candidate => Distance(key.ToLowerInvariant(), candidate.ToLowerInvariant()))!;
        return Distance(key.ToLowerInvariant(), nearest.ToLowerInvariant()) <= Math.Max(2, key.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"known are {string.Join(", ", known)}";
    }

    /// <summary>Levenshtein's distance: how many letters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
