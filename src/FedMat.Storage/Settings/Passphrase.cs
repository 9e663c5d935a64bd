using System.Text;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage;

/// <summary>
/// What opens a sealed private key, and where it came from: the file that a setting names, else the environment variable, else systemd's
/// credential. It never shows itself.
/// </summary>
public sealed class Passphrase
{
    /// <summary>The environment variable that may hold it.</summary>
    public const string Variable = "FEDMAT_PASSPHRASE";

    /// <summary>The name of systemd's credential that may hold it.</summary>
    public const string Credential = "fedmat-passphrase";

    private const string CredentialFolder = "CREDENTIALS_DIRECTORY";
    private const int Longest = 4096;
    private const UnixFileMode OwnersRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string text;

    /// <param name="text">Not empty.</param>
    /// <param name="origin">Where it came from, as messages name it: "the variable FEDMAT_PASSPHRASE".</param>
    public Passphrase(string text, string origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        this.text = text;
        Origin = origin;
    }

    public string Origin { get; }

    /// <summary>In characters.</summary>
    public int Length => text.Length;

    /// <summary>The passphrase that this process was given; null where there is none.</summary>
    /// <param name="passphraseFile">The file that a setting or an option names; null without.</param>
    /// <exception cref="RefusedException">FM510: the file cannot be read, is empty, or others than its owner may read it.</exception>
    public static Passphrase? Find(string? passphraseFile) => Find(passphraseFile, Environment.GetEnvironmentVariable);

    /// <summary>A key file's text: as it is, or opened where it is sealed. Opening takes a fraction of a second.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="passphraseFile">What <see cref="Find(string?)"/> takes.</param>
    /// <param name="ask">Asks a person, where there is one and nothing else was given; null for a service.</param>
    /// <exception cref="RefusedException">FM510: there is no passphrase, or it is another one.</exception>
    public static string Open(string text, string path, string? passphraseFile, Func<Passphrase?>? ask = null)
    {
        if (!SealedText.IsSealed(text))
            return text;
        Passphrase passphrase = Find(passphraseFile) ?? ask?.Invoke() ?? throw new RefusedException(RefusalCode.PassphraseUnusable,
            $"{path}: this private key is sealed; give its passphrase as the file that 'passphraseFile' names, in the variable {Variable}, or as systemd's credential '{Credential}'");
        return passphrase.Open(text, path);
    }

    /// <summary>Seals a text with it. Takes a fraction of a second.</summary>
    public string Seal(string plain) => SealedText.Seal(plain, text);

    /// <summary>Opens a sealed text.</summary>
    /// <exception cref="RefusedException">FM510: it was sealed with another passphrase, or changed.</exception>
    public string Open(string sealedText, string path) => SealedText.Open(sealedText, text) ?? throw new RefusedException(RefusalCode.PassphraseUnusable,
        $"{path}: {Origin} does not open this sealed private key; give the passphrase with which it was sealed, or, if that was it, the file was changed: put it back from its backup");

    public bool IsSameAs(Passphrase other) => text == other.text;

    /// <summary>Where it came from, never the passphrase.</summary>
    public override string ToString() => Origin;

    /// <param name="passphraseFile">As above.</param>
    /// <param name="environment">The value of an environment variable; null where it is not set.</param>
    internal static Passphrase? Find(string? passphraseFile, Func<string, string?> environment)
    {
        if (passphraseFile is not null)
            return new Passphrase(ReadFile(passphraseFile, isOwners: true), $"the passphrase in {passphraseFile}");
        if (environment(Variable) is { Length: > 0 } value)
            return new Passphrase(value, $"the passphrase in the variable {Variable}");
        if (environment(CredentialFolder) is not { Length: > 0 } folder || !File.Exists(Path.Combine(folder, Credential)))
            return null;
        // systemd alone says who may read its credentials: an access list on them looks like rights of the group.
        return new Passphrase(ReadFile(Path.Combine(folder, Credential), isOwners: false), $"the passphrase in systemd's credential '{Credential}'");
    }

    private static string ReadFile(string path, bool isOwners)
    {
        string text;
        try
        {
            if (isOwners && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersRights) != 0)
                throw Unusable(path, $"others than its owner may read the passphrase; run: chmod 600 '{path}'");
            if (new FileInfo(path).Length > Longest)
                throw Unusable(path, $"a passphrase is one line of {Longest} bytes at most");
            text = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string what = File.Exists(path) ? error.Message : "there is no such file";
            throw Unusable(path, $"the passphrase cannot be read: {what}; correct the path or the file's permissions", error);
        }

        if (text.Length == 0 || text.Contains('\n'))
            throw Unusable(path, "a passphrase file holds one line, the passphrase");
        return text;
    }

    private static RefusedException Unusable(string path, string detail, Exception? cause = null) =>
        new(RefusalCode.PassphraseUnusable, $"{path}: {detail}", cause);
}
