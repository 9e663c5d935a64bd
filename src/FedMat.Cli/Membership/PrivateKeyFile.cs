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
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersRights) != 0)
                throw new InputException("others than its owner may use this private key", $"Run: chmod 600 {Shell.Quote(path)}", path);
            return parse(Passphrase.Open(File.ReadAllText(path), path, passphraseFile, () => PassphrasePrompt.Ask($"Passphrase of {path}: ")));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            string what = File.Exists(path) ? error.Message.TrimEnd('.') : "there is no such file";
            throw new InputException(what, remedy, path, cause: error);
        }
    }
}
