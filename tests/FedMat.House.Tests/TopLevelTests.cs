namespace FedMat.House.Tests;

/// <summary>The checkout's shape.</summary>
public sealed class TopLevelTests
{
    private static readonly string[] Folders = ["src", "tests", "node-config", "coordinator", "docs"];
    private static readonly string[] Files =
        ["FedMat.sln", "README.md", "SECURITY.md", "fedmat", "global.json", "BannedSymbols.txt",
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    [Fact]
    public void TopLevel_HoldsWhatTheDesignNames()
    {
        Assert.Equal(Folders.Order(), Visible(Directory.EnumerateDirectories(House.Root)));
        Assert.Equal(Files.Order(), Visible(Directory.EnumerateFiles(House.Root)));
    }

    [Fact]
    public void Solution_NamesEveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(House.Root, "FedMat.sln")).Replace('\\', '/');
        IEnumerable<string> projects = Folders.Where(folder => folder is "src" or "tests" or "coordinator")
            .SelectMany(folder => House.Files(folder, "*.csproj"))
            .Select(path => Path.GetRelativePath(House.Root, path));
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    [Fact]
    public void Readme_FitsOneScreenAndNamesBothCommands()
    {
        string[] lines = File.ReadAllLines(Path.Combine(House.Root, "README.md"));
        Assert.InRange(lines.Length, 10, 80);
        Assert.Contains(lines, line => line.Contains("./fedmat demo"));
        Assert.Contains(lines, line => line.Contains("./fedmat test"));
    }

    private static IEnumerable<string> Visible(IEnumerable<string> paths) =>
        paths.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order();
}
