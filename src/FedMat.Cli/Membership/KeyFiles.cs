using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>Puts private keys' files under a passphrase, or under another one. All files are looked at before the first is changed.</summary>
internal static class KeyFiles
{
    private const string KeyLabel = "PRIVATE KEY-----";

    /// <summary>Seals plain private keys where they lie.</summary>
    /// <exception cref="InputException">A file is missing, holds no private key, or is sealed already.</exception>
    public static void Seal(IReadOnlyList<string> files, Passphrase passphrase)
    {
        (string Path, string Text)[] keys = [.. files.Select(path => (path, PrivateKeyFile.ReadText(path)))];
        foreach ((string path, string text) in keys)
        {
            if (SealedText.IsSealed(text))
                throw new InputException("this private key is sealed already", "Leave it out, or give it another passphrase: fedmat key rekey.", path);
            if (!text.Contains(KeyLabel, StringComparison.Ordinal))
                throw new InputException("there is no private key in it", "Give files like identity.key and tls.pem.", path);
        }

        Write(keys, passphrase);
    }

    /// <summary>Seals with another passphrase what is sealed.</summary>
    /// <param name="files">Sealed private keys.</param>
    /// <param name="before">The passphrase so far.</param>
    /// <param name="passphrase">The one from here on.</param>
    /// <exception cref="InputException">A file is missing or not sealed.</exception>
    /// <exception cref="Protocol.RefusedException">FM510: a file has another passphrase.</exception>
    public static void Rekey(IReadOnlyList<string> files, Passphrase before, Passphrase passphrase) =>
        Write([.. files.Select(path => (path, before.Open(ReadSealed(path), path)))], passphrase);

    /// <exception cref="InputException">The file is missing or not sealed.</exception>
    public static string ReadSealed(string path)
    {
        string text = PrivateKeyFile.ReadText(path);
        return SealedText.IsSealed(text) ? text : throw new InputException("this is no sealed private key", "Seal it first: fedmat key seal.", path);
    }

    private static void Write(IReadOnlyList<(string Path, string Text)> keys, Passphrase passphrase)
    {
        foreach ((string path, string text) in keys.Select(key => (key.Path, passphrase.Seal(key.Text))).ToArray())
            PartyFolder.WriteSecret(path, text);
    }
}
