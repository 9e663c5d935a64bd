using System.Runtime.Versioning;
using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Tests.Membership;

/// <summary>Private keys under a passphrase, in their files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyFilesTests : IDisposable
{
    private static readonly Passphrase First = new("correct horse battery", "a test");
    private static readonly Passphrase Second = new("another battery horse", "a test");
    private readonly TemporaryFolder folder = new();
    private readonly SigningKey key = SigningKey.Create();
    private readonly string file;

    public KeyFilesTests()
    {
        file = folder["identity.key"];
        PartyFolder.WriteSecret(file, key.Export());
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Seal_OfAKey_KeepsItForTheOwnerAndForWhoeverHasThePassphrase()
    {
        KeyFiles.Seal([file], First);
        Assert.Equal(key.Export(), First.Open(File.ReadAllText(file), file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Seal_OfASealedKey_IsRefused()
    {
        KeyFiles.Seal([file], First);
        Assert.Contains("already", Assert.Throws<InputException>(() => KeyFiles.Seal([file], Second)).Message);
    }

    [Fact]
    public void Seal_WhereOneFileIsNoKey_ChangesNone()
    {
        string other = folder["roster.json"];
        PartyFolder.WriteSecret(other, "{}");
        Assert.Throws<InputException>(() => KeyFiles.Seal([file, other], First));
        Assert.Equal(key.Export(), File.ReadAllText(file));
    }

    [Fact]
    public void Seal_OfAFileThatOthersMayRead_SaysWhatToRun()
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<InputException>(() => KeyFiles.Seal([file], First)).Message);
    }

    [Fact]
    public void Rekey_WithThePassphraseOfBefore_TakesTheNewOne()
    {
        KeyFiles.Seal([file], First);
        KeyFiles.Rekey([file], First, Second);
        Assert.Equal(key.Export(), Second.Open(File.ReadAllText(file), file));
    }

    [Fact]
    public void Rekey_WithAnotherPassphrase_ChangesNothing()
    {
        KeyFiles.Seal([file], First);
        Assert.Throws<RefusedException>(() => KeyFiles.Rekey([file], Second, Second));
        Assert.Equal(key.Export(), First.Open(File.ReadAllText(file), file));
    }

    [Fact]
    public void Rekey_OfAPlainKey_SaysWhatToDo() =>
        Assert.Contains("key seal", Assert.Throws<InputException>(() => KeyFiles.Rekey([file], First, Second)).Message);
}
