using System.Xml.Linq;

namespace FedMat.House.Tests;

/// <summary>The software list for security officers names what the program is built from.</summary>
public sealed class SoftwareListTests
{
    // They are used while building, and nothing of them is in the program.
    private static readonly string[] OfTheBuild = ["Grpc.Tools", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root, "docs", "security-officer.md"));
    private static readonly XElement Versions = XDocument.Load(Path.Combine(House.Root, "Directory.Packages.props")).Root!;

    public static TheoryData<string> Packages => [.. Versions.Elements("ItemGroup")
        .Where(group => group.Attribute("Label") is null && group.Attribute("Condition") is null)
        .SelectMany(group => group.Elements("PackageVersion"))
        .Select(package => (Name: (string)package.Attribute("Include")!, Version: (string)package.Attribute("Version")!))
        .Where(package => !OfTheBuild.Contains(package.Name) && !package.Version.StartsWith('$'))
        .Select(package => $"{package.Name} {package.Version}")];

    public static TheoryData<string> Choices => [.. Versions.Elements("PropertyGroup")
        .Where(group => group.Attribute("Condition") is not null)
        .SelectMany(group => group.Elements()).Select(version => $"{version.Name.LocalName} {version.Value}")];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_OfTheProgram_StandsOnThePage(string package) =>
        Assert.Contains(Page.Split('\n'), line => line.StartsWith('|') && package.Split(' ').All(line.Contains));

    [Theory]
    [MemberData(nameof(Choices))]
    public void Version_OfEitherChoiceOfPackages_StandsOnThePage(string version) => Assert.Contains(version.Split(' ')[1], Page);
}
