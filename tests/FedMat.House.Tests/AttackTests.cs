using System.Text.RegularExpressions;

namespace FedMat.House.Tests;

/// <summary>Every attack that docs/protocol.md says a rule stops, and every other one that is known, has tests by name.</summary>
public sealed partial class AttackTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root, "docs", "protocol.md"));

    public static TheoryData<string> Stopped => [.. Stops().Matches(Page).Select(Attack)];

    public static TheoryData<string> Named =>
        [.. new[] { Attacks.OnThePage, Attacks.OfTheCoordinator, Attacks.OfAMember, Attacks.OnTheAgreement }.SelectMany(table => table.Values).SelectMany(tests => tests).Distinct()];

    [Theory]
    [MemberData(nameof(Stopped))]
    public void Attack_OnTheProtocolsPage_HasTests(string attack) => Assert.NotEmpty(Attacks.OnThePage[attack]);

    [Fact]
    public void Table_OfThePage_HasNoOtherAttacks() => Assert.Equal(Stops().Matches(Page).Select(Attack).Order(), Attacks.OnThePage.Keys.Order());

    [Theory]
    [MemberData(nameof(Named))]
    public void Test_OfAnAttack_IsThere(string test)
    {
        Match name = Test().Match(test);
        string declared = $@"\[(Fact|Theory)\][^;{{}}]*? public (async )?(void|Task) {name.Groups["method"].Value}\(";
        string text = Assert.Single(
            House.Files("tests", $"{name.Groups["class"].Value}.cs").Select(File.ReadAllText), text => Regex.IsMatch(text, declared));
        if (name.Groups["case"].Success)
            Assert.Contains($"\"{name.Groups["case"].Value}\"", text);
    }

    private static string Attack(Match match) => Blanks().Replace(match.Groups[1].Value, " ");

    [GeneratedRegex(@"\*Stops\*: (.+?)\.(?=\s|$)", RegexOptions.Singleline)]
    private static partial Regex Stops();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?<class>\w+)\.(?<method>\w+)(\((?<case>.+)\))?$")]
    private static partial Regex Test();
}
