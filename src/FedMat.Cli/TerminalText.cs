using System.Globalization;

namespace FedMat.Cli;

/// <summary>Text that others wrote, for a person's terminal: nothing in it moves the cursor, changes colours or turns the direction of reading.</summary>
internal static class TerminalText
{
    public static string Plain(string line) => string.Concat(line.Select(letter => IsInvisible(letter) ? ' ' : letter));

    private static bool IsInvisible(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
