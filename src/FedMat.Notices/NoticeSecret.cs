using System.Text;
using FedMat.Protocol;

namespace FedMat.Notices;

/// <summary>One line of a file that nobody but its owner may read. It never shows itself.</summary>
internal sealed class NoticeSecret(string text)
{
    private const int Longest = 1024;
    private const UnixFileMode OwnersRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public byte[] Bytes => Encoding.UTF8.GetBytes(text);

    /// <summary>What stands before the first colon, and what behind it; null where there is no colon behind a first character.</summary>
    public (string User, string Password)? Pair => text.IndexOf(':') is > 0 and int colon ? (text[..colon], text[(colon + 1)..]) : null;

    /// <exception cref="RefusedException">FM504: the file cannot be read. FM506: others may read it, or it is not one line.</exception>
    public static NoticeSecret Read(string path, string setting, int shortest)
    {
        string text = ReadText(path, setting).TrimEnd('\r', '\n');
        return text.Length >= shortest && text.Length <= Longest && !text.Any(char.IsControl)
            ? new NoticeSecret(text)
            : throw Unusable(path, setting, $"it holds one line of {shortest} to {Longest} characters");
    }

    public static RefusedException Unusable(string path, string setting, string rule) => new(RefusalCode.KeyUnusable, $"{path} (setting '{setting}'): {rule}");

    public override string ToString() => "(secret)";

    private static string ReadText(string path, string setting)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersRights) != 0)
                throw Unusable(path, setting, $"others than its owner may use what is secret in it; run: chmod 600 '{path}'");
            return new FileInfo(path).Length <= 4 * Longest ? File.ReadAllText(path) : throw Unusable(path, setting, $"it holds one line of {Longest} characters at most");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string what = File.Exists(path) ? error.Message : "there is no such file";
            throw new RefusedException(RefusalCode.FileUnreadable, $"{path} (setting '{setting}'): {what}; correct the path or the file's permissions", error);
        }
    }
}
