namespace FedMat.Storage.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_ToAnExistingFile_ReplacesItAndLeavesNothingElse()
    {
        AtomicFile.Write(folder["a"], "old and longer"u8);
        AtomicFile.Write(folder["a"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_WithAMode_SetsItOverALooserOne()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(folder["key"], "");
        File.SetUnixFileMode(folder["key"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        AtomicFile.Write(folder["key"], "secret"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["key"]));
    }

    [Fact]
    public void Write_WhereAFolderIsInTheWay_ThrowsAndLeavesNothing()
    {
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllText(Path.Combine(folder["a"], "b"), "");

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(folder["a"], "x"u8));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
