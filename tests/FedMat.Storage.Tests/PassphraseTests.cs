using System.Runtime.Versioning;
using FedMat.Protocol;

namespace FedMat.Storage.Tests;

/// <summary>Where a passphrase comes from, and what a sealed key says without the right one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PassphraseTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Secret = "correct horse battery";
    private static readonly string Sealed = new Passphrase(Secret, "a test").Seal("key text");
    private readonly TemporaryFolder folder = new();

    private string PassphraseFile => Path.Combine(folder.Path, "passphrase");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_OfAPlainText_GivesItAsItIs() => Assert.Equal("plain", Passphrase.Open("plain", "key", null));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("correct horse battery\n")]
    [InlineData("correct horse battery\r\n")]
    public void Open_WithThePassphrasesFile_GivesTheKey(string content) =>
        Assert.Equal("key text", Passphrase.Open(Sealed, "root.key", Write(content)));

    [Fact]
    public void Open_WithAPersonWhoKnows_GivesTheKey() =>
        Assert.Equal("key text", Passphrase.Open(Sealed, "root.key", null, () => new Passphrase(Secret, "the terminal")));

    [Fact]
    public void Open_WithAnotherPassphrase_NamesFileAndSourceButNeitherPassphrase()
    {
        Refusal refusal = Refused(() => Passphrase.Open(Sealed, "root.key", Write("quite another one")));
        Assert.StartsWith("root.key: ", refusal.Detail);
        Assert.Contains(PassphraseFile, refusal.Detail);
        Assert.DoesNotContain("quite another one", refusal.Detail);
    }

    [Fact]
    public void Open_WithoutAPassphrase_NamesWhatToGive()
    {
        Refusal refusal = Refused(() => Passphrase.Open(Sealed, "root.key", null, () => null));
        Assert.All(["'passphraseFile'", Passphrase.Variable, $"'{Passphrase.Credential}'"], name => Assert.Contains(name, refusal.Detail));
    }

    [Fact]
    public void Find_OfAFileThatOthersMayRead_IsRefused()
    {
        File.SetUnixFileMode(Write(Secret), Owner | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Refused(() => Passphrase.Find(PassphraseFile)).Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("two\nlines")]
    public void Find_OfAFileThatIsNotOneLine_IsRefused(string content) =>
        Assert.Contains("one line", Refused(() => Passphrase.Find(Write(content))).Detail);

    [Fact]
    public void Find_OfAFileThatIsNotThere_IsRefused() =>
        Assert.Contains("no such file", Refused(() => Passphrase.Find(PassphraseFile)).Detail);

    [Fact]
    public void Find_WithFileAndVariable_TakesTheFile() =>
        Assert.Contains(PassphraseFile, Passphrase.Find(Write(Secret), Environment((Passphrase.Variable, "x")))!.Origin);

    [Fact]
    public void Find_WithVariableAndCredential_TakesTheVariable() =>
        Assert.Contains(Passphrase.Variable, Passphrase.Find(null, Environment((Passphrase.Variable, "x"), ("CREDENTIALS_DIRECTORY", Credential())))!.Origin);

    [Fact]
    public void Find_WithCredential_TakesItWhateverItsMode()
    {
        Passphrase found = Passphrase.Find(null, Environment(("CREDENTIALS_DIRECTORY", Credential())))!;
        Assert.Contains("systemd", found.Origin);
        Assert.Equal("key text", found.Open(Sealed, "root.key"));
    }

    [Fact]
    public void Find_WithNothing_IsNull() => Assert.Null(Passphrase.Find(null, Environment(("CREDENTIALS_DIRECTORY", folder.Path))));

    [Fact]
    public void Passphrase_AsText_ShowsItsOriginOnly() => Assert.Equal("the terminal", new Passphrase(Secret, "the terminal").ToString());

    private static Refusal Refused(Action action)
    {
        Refusal refusal = Assert.Throws<RefusedException>(action).Refusal;
        Assert.Equal(RefusalCode.PassphraseUnusable, refusal.Code);
        return refusal;
    }

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private string Write(string content)
    {
        File.WriteAllText(PassphraseFile, content);
        File.SetUnixFileMode(PassphraseFile, Owner);
        return PassphraseFile;
    }

    private string Credential()
    {
        string path = Path.Combine(folder.Path, Passphrase.Credential);
        File.WriteAllText(path, Secret);
        File.SetUnixFileMode(path, Owner | UnixFileMode.GroupRead);
        return folder.Path;
    }
}
