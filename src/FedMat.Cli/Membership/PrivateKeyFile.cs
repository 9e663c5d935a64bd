using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>Reads a private key's file for a person at a terminal, who is asked where it is sealed.</summary>
internal static class PrivateKeyFile
{
    private const UnixFileMode OwnersRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">The file.</param>
    /// <param name="passphraseFile">As <see cref="Passphrase.Find(string?)"/> takes it.</param>
    /// <param name="parse">Makes the key of the opened text.</param>
    /// <param name="remedy">What to do where the file cannot be used.</param>
    /// <exception cref="InputException">The file is missing, others may read it, or it is no key.</exception>
    /// <exception cref="RefusedException">FM510.</exception>
    public static T Read<T>(string path, string? passphraseFile, Func<string, T> parse, string remedy)
    {
        string text = ReadText(path, remedy);
        try
        {
            return parse(Passphrase.Open(text, path, passphraseFile, () => PassphrasePrompt.Ask($"Passphrase of {Path.GetFileName(path)}: ")));
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message.TrimEnd('.'), remedy, path, cause: error);
        }
    }

    /// <summary>The file as it is, sealed or not.</summary>
    /// <exception cref="InputException">The file is missing, or others may read it.</exception>
    public static string ReadText(string path, string remedy = "Check the path, and the file's owner.")
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersRights) != 0)
                throw new InputException("others than its owner may use this private key", $"Run: chmod 600 {Shell.Quote(path)}", path);
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(File.Exists(path) ? error.Message.TrimEnd('.') : "there is no such file", remedy, path, cause: error);
        }
    }
}
