namespace FedMat.Cli;

/// <summary>Text that a person may paste into a shell.</summary>
internal static class Shell
{
    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+=:,@%".Contains(c)) ? word : $"'{word.Replace("'", "'\\''")}'";
}
