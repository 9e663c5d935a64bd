using FedMat.Cli.Demo;
using FedMat.Materials;

namespace FedMat.Cli.Tests;

public sealed class DemoFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TemporaryFolder_GoesWithTheDemo()
    {
        string path;
        using (DemoFolder demo = DemoFolder.Create(keep: null))
        {
            path = demo.Path;
            File.WriteAllText(Path.Combine(path, "file"), "");
            Assert.False(demo.IsKept);
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void KeptFolder_Stays()
    {
        using (DemoFolder demo = DemoFolder.Create(folder["new/kept"]))
            Assert.True(demo.IsKept);
        Assert.True(Directory.Exists(folder["new/kept"]));
    }

    [Fact]
    public void EmptyFolder_IsTaken()
    {
        Directory.CreateDirectory(folder["kept"]);
        using DemoFolder demo = DemoFolder.Create(folder["kept"]);
        Assert.Equal(folder["kept"], demo.Path);
    }

    [Fact]
    public void FolderWithSomethingInIt_IsLeftAlone()
    {
        folder.Write("file", "mine");
        Assert.Throws<InputException>(() => DemoFolder.Create(folder.Path));
        Assert.Equal("mine", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void FileInTheWay_IsLeftAlone()
    {
        string file = folder.Write("file", "mine");
        InputException error = Assert.Throws<InputException>(() => DemoFolder.Create(file));
        Assert.Contains(file, error.Message);
    }
}
