using System.Text.RegularExpressions;

namespace FedMat.House.Tests;

/// <summary>docs/protocol.md names everything that is signed, hashed or called in secure sums, and has the sections that the code refers to.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root, "docs", "protocol.md"));

    public static TheoryData<string> Tags =>
        [.. House.Files("src", "*.cs").SelectMany(file => Tag().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order()];

    public static TheoryData<string> Calls =>
        [.. Call().Matches(File.ReadAllText(Path.Combine(House.Root, "src", "FedMat.Wire", "fedmat", "v1", "rounds.proto"))).Select(match => match.Groups[1].Value)];

    public static TheoryData<string> Sections =>
        [.. House.Files("src", "*.cs").SelectMany(file => Section().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Tag_OfTheSecureSum_StandsOnThePage(string tag) => Assert.Contains($"`{tag}", Page);

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_OfRounds_StandsOnThePage(string call) => Assert.Contains($"`{call}`", Page);

    [Theory]
    [MemberData(nameof(Sections))]
    public void Section_NamedInTheCode_IsThere(string section) => Assert.Contains($"\n## {section}\n", Page);

    [GeneratedRegex("\"(fedmat\\.(?:sum|signed|ask)\\.[a-z0-9.]*v1)\"")]
    private static partial Regex Tag();

    [GeneratedRegex("protocol\\.md, \"([^\"\n]+)\"")]
    private static partial Regex Section();

    [GeneratedRegex(@"^  rpc (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Call();
}
