using System.Security.Cryptography;
using System.Text;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>Private keys in files that their owner alone may read, sealed where there is a passphrase.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a key, which may be sealed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">Names it in messages.</param>
    /// <param name="passphraseFile">Opens it; null for the passphrase of the process's environment, if there is one.</param>
    /// <param name="import">Makes the key of its text.</param>
    /// <exception cref="RefusedException">FM504, FM506 or FM510.</exception>
    public static T Read<T>(string path, string setting, string? passphraseFile, Func<string, T> import)
    {
        string text = Passphrase.Open(SiteFile.ReadSecret(path, setting), path, passphraseFile);
        try
        {
            return import(text);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.KeyUnusable, $"{path} ('{setting}'): {error.Message}", error);
        }
    }

    /// <summary>Writes a key, whole or not at all.</summary>
    public static void Write(string path, string pem, Passphrase? passphrase)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(passphrase?.Seal(pem) ?? pem);
        try
        {
            AtomicFile.Write(path, bytes, OwnerOnly);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Whether a file is under a passphrase.</summary>
    public static bool IsSealed(string path) => SealedText.IsSealed(File.ReadAllText(path));

    public static void Copy(string from, string to)
    {
        byte[] bytes = File.ReadAllBytes(from);
        AtomicFile.Write(to, bytes, OwnerOnly);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
