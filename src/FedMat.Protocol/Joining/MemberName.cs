namespace FedMat.Protocol;

/// <summary>How an organisation is called in a roster: short enough for a table, and good as a folder's name.</summary>
public static class MemberName
{
    public const int Longest = 64;

    /// <exception cref="FormatException">The name breaks the rule; the message begins with <paramref name="what"/>.</exception>
    public static void Require(string name, string what)
    {
        if (name is not { Length: >= 1 and <= Longest } || !name.All(IsAllowed) || name[0] is '.' or '-' or ' ' || name[^1] is '.' or ' ')
            throw new FormatException($"{what} is 1 to {Longest} letters, digits, blanks, dots, hyphens and underscores, and begins with a letter, a digit or an underscore");
    }

    private static bool IsAllowed(char letter) => char.IsLetterOrDigit(letter) || letter is ' ' or '.' or '-' or '_';
}
