using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>The consortium's root key in its file, sealed with a passphrase.</summary>
internal static class RootKeyFile
{
    /// <summary>In the administrator's folder, where no option says otherwise.</summary>
    public const string FileName = "root.key";

    public static void Write(string path, SigningKey root, Passphrase passphrase) => PartyFolder.WriteSecret(path, passphrase.Seal(root.Export()));

    /// <summary>Makes a new sealed root key. Nothing that is there is replaced.</summary>
    /// <exception cref="InputException">The file is there already.</exception>
    public static VerifyingKey Create(string path, Passphrase passphrase)
    {
        if (File.Exists(path))
            throw new InputException("something is there already", "Give the name of a new file.", path);
        using SigningKey root = SigningKey.Create();
        Write(path, root, passphrase);
        return root.Public;
    }

    /// <summary>Opens the key that signs for a root.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The public key that it must belong to.</param>
    /// <param name="whose">What that public key is, for messages: "the root key of roster 3".</param>
    /// <param name="passphraseFile">As <see cref="Passphrase.Open(string, string, string?, Func{Passphrase?}?)"/> takes it.</param>
    /// <exception cref="InputException">The file is missing, no key, or another key.</exception>
    /// <exception cref="RefusedException">FM510.</exception>
    public static SigningKey Open(string path, VerifyingKey root, string whose, string? passphraseFile)
    {
        SigningKey key = PrivateKeyFile.Read(path, passphraseFile, SigningKey.Import, "Give the file of the root key with --root-key.");
        if (key.Public == root)
            return key;
        string fingerprint = key.Public.Fingerprint;
        key.Dispose();
        throw new InputException($"this is the key {fingerprint}, and {whose} is {root.Fingerprint}", "Give the file of that key.", path);
    }
}
