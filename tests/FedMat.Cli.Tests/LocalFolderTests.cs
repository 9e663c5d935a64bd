using FedMat.Cli.Local;
using FedMat.Materials;

namespace FedMat.Cli.Tests;

public sealed class LocalFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TemporaryFolder_GoesWhenItIsDone()
    {
        string path;
        using (LocalFolder kept = LocalFolder.Create(keep: null))
        {
            path = kept.Path;
            File.WriteAllText(Path.Combine(path, "file"), "");
            Assert.False(kept.IsKept);
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void KeptFolder_Stays()
    {
        using (LocalFolder kept = LocalFolder.Create(folder["new/kept"]))
            Assert.True(kept.IsKept);
        Assert.True(Directory.Exists(folder["new/kept"]));
    }

    [Fact]
    public void EmptyFolder_IsTaken()
    {
        Directory.CreateDirectory(folder["kept"]);
        using LocalFolder kept = LocalFolder.Create(folder["kept"]);
        Assert.Equal(folder["kept"], kept.Path);
    }

    [Fact]
    public void FolderWithSomethingInIt_IsLeftAlone()
    {
        folder.Write("file", "mine");
        Assert.Throws<InputException>(() => LocalFolder.Create(folder.Path));
        Assert.Equal("mine", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void FileInTheWay_IsLeftAlone()
    {
        string file = folder.Write("file", "mine");
        InputException error = Assert.Throws<InputException>(() => LocalFolder.Create(file));
        Assert.Contains(file, error.Message);
    }
}
