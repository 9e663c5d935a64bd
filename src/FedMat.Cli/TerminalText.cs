using System.Globalization;
using System.Text;

namespace FedMat.Cli;

/// <summary>Text that others wrote, for a person's terminal: nothing in it moves the cursor, changes colours or turns the direction of reading.</summary>
internal static class TerminalText
{
    public static string Plain(string line) => string.Concat(line.EnumerateRunes().Select(letter => IsInvisible(letter) ? " " : letter.ToString()));

    private static bool IsInvisible(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
