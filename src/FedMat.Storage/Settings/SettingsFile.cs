using System.Text.Json;
using FedMat.Protocol;

namespace FedMat.Storage;

/// <summary>
/// A settings file: one flat JSON object, comments allowed. Reading is strict: a key that is unknown or given twice is an error, and
/// every error names the file, the line and what to do. Paths in it are relative to it.
/// </summary>
public sealed class SettingsFile
{
    private readonly Dictionary<string, Setting> settings;
    private readonly IReadOnlyList<string> known;

    private SettingsFile(string path, IReadOnlyList<string> known, Dictionary<string, Setting> settings)
    {
        Path = path;
        this.known = known;
        this.settings = settings;
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <param name="path">The file.</param>
    /// <param name="known">Every key that may stand in it.</param>
    /// <exception cref="RefusedException">
    /// <see cref="RefusalCode.FileUnreadable"/>, <see cref="RefusalCode.SettingInvalid"/> or <see cref="RefusalCode.SettingUnknown"/>.
    /// </exception>
    public static SettingsFile Read(string path, params IReadOnlyList<string> known)
    {
        string full = System.IO.Path.GetFullPath(path);
        byte[] json = ReadBytes(full);
        try
        {
            return new SettingsFile(full, known, SettingsText.Parse(json, full, known));
        }
        catch (JsonException error)
        {
            string place = $"{full} line {(error.LineNumber ?? 0) + 1}, column {(error.BytePositionInLine ?? 0) + 1}";
            throw new RefusedException(RefusalCode.SettingInvalid, $"{place}: this is no JSON object of settings; correct it there", error);
        }
    }

    /// <inheritdoc cref="Read(string, IReadOnlyList{string})"/>
    public static SettingsFile Read(string path, IReadOnlyList<DeclaredSetting> declared) => Read(path, [.. declared.Select(setting => setting.Key)]);

    /// <exception cref="RefusedException">The setting is missing, no text, or blank.</exception>
    public string Text(string key) => OptionalText(key) ?? throw Missing(key);

    /// <exception cref="RefusedException">The setting is no text, or blank.</exception>
    public string? OptionalText(string key)
    {
        if (!settings.TryGetValue(Known(key), out Setting? setting))
            return null;
        return setting.Value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(setting.Value.GetString())
            ? setting.Value.GetString()
            : throw Invalid(key, "is a text that is not blank");
    }

    /// <summary>A path, made absolute from the settings file's own folder.</summary>
    /// <exception cref="RefusedException">The setting is missing or no text.</exception>
    public string File(string key) => FullPath(Text(key));

    /// <summary>As <see cref="File"/>; null where the key is left out.</summary>
    public string? OptionalFile(string key) => OptionalText(key) is { } path ? FullPath(path) : null;

    /// <exception cref="RefusedException">The setting is no whole number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public int Number(string key, int otherwise, int least, int most)
    {
        if (!settings.TryGetValue(Known(key), out Setting? setting))
            return otherwise;
        return setting.Value.ValueKind == JsonValueKind.Number && setting.Value.TryGetInt32(out int value) && value >= least && value <= most
            ? value
            : throw Invalid(key, $"is a whole number from {least} to {most}");
    }

    /// <summary>One of an enum's names, in lower case.</summary>
    /// <exception cref="RefusedException">The setting is none of them.</exception>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (OptionalText(key) is not { } text)
            return otherwise;
        foreach (T value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw Invalid(key, $"is one of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}");
    }

    /// <summary>The refusal of a value whose rule the caller knows.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="rule">Goes on after the key: "is ...".</param>
    public RefusedException Invalid(string key, string rule)
    {
        string line = settings.TryGetValue(Known(key), out Setting? setting) ? $" line {setting.Line}" : "";
        return new RefusedException(RefusalCode.SettingInvalid, $"{Path}{line}: '{key}' {rule}");
    }

    private RefusedException Missing(string key) =>
        new(RefusalCode.SettingMissing, $"{Path}: the setting '{key}' is missing; add it");

    private string FullPath(string text) => System.IO.Path.GetFullPath(text, System.IO.Path.GetDirectoryName(Path)!);

    private string Known(string key) => known.Contains(key)
        ? key
        : throw new ArgumentException($"'{key}' is none of the known settings", nameof(key));

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RefusalCode.FileUnreadable, $"{path}: the settings file cannot be read: {error.Message}", error);
        }
    }

    /// <summary>A value and the line on which its key stands.</summary>
    internal sealed record Setting(JsonElement Value, int Line);
}
