namespace FedMat.Storage;

/// <summary>A setting as its program declares it: what may stand in the file, and what docs/configuration.md says of it.</summary>
/// <param name="Key">As it stands in the file.</param>
/// <param name="Kind">What its value is, with its range.</param>
/// <param name="Otherwise">What holds where it is left out; null where it must be there.</param>
/// <param name="Meaning">What it is for, in a line.</param>
public sealed record DeclaredSetting(string Key, string Kind, string? Otherwise, string Meaning)
{
    public const string Text = "text";
    public const string Path = "path";

    /// <summary>The kind of a setting that is one of an enum's names.</summary>
    public static string OneOf<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(Name));

    /// <summary>An enum's value as a file has it.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Name(value.ToString());

    /// <summary>The kind of a setting that is a whole number.</summary>
    public static string Number(int least, int most) => $"whole number from {least} to {most}";

    private static string Name(string value) => value.ToLowerInvariant();
}
