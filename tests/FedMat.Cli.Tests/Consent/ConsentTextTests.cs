using System.Text.RegularExpressions;
using FedMat.Cli.Consent;
using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Tests;

public sealed partial class ConsentTextTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SigningKey key = SigningKey.Create();

    public void Dispose() => key.Dispose();

    public static TheoryData<string> Languages() => [.. ConsentPhrases.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Phrases_OfEveryLanguage_HaveTheKeysAndPlaceholdersOfEnglish(string language)
    {
        ConsentPhrases english = ConsentPhrases.In("en");
        ConsentPhrases other = ConsentPhrases.In(language);

        Assert.Equal(english.All.Keys, other.All.Keys);
        Assert.All(english.All, phrase => Assert.Equal(Placeholders(phrase.Value), Placeholders(other.All[phrase.Key])));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Text_SaysWhatWithWhomForWhatAndUntilWhen(string language)
    {
        string text = ConsentText.Of(ConsentPhrases.In(language), Case(Plan()));

        Assert.All(
            ["nothing_ratio", "index", "Measures", "CC BY 4.0", "the members", "2031-01-01", "2030-04-01", "minimumKnownMembers", "no rows yet"],
            part => Assert.Contains(part, text));
    }

    [Fact]
    public void Text_NamesWhoIsNotKnown()
    {
        string text = ConsentText.Of(ConsentPhrases.In("en"), Case(Plan()));

        Assert.Contains("NOT KNOWN HERE", text);
        Assert.Contains("(this node)", text);
    }

    [Fact]
    public void Text_OfAHostilePlan_DoesNotSteerTheTerminal() =>
        Assert.DoesNotContain('\u001b', ConsentText.Of(ConsentPhrases.In("en"), Case(Plan() with { Name = "red \u001b[31m", Purpose = "\u001b]0;title\a" })));

    private static Plan Plan() => BenchPlans.Of(members: 3, length: 5, rounds: 1) with
    {
        Purpose = "Measures sums", Release = new ReleaseTerms("CC BY 4.0", "the members", new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)),
    };

    private ConsentCase Case(Plan plan)
    {
        Member self = new(plan.Members[0], "North", MemberRole.Node, key.Public, default, Now.AddYears(1));
        Roster roster = new(Roster.CurrentFormat, 1, key.Public, new CoordinatorEntry(key.Public, default), [self]);
        StudyRequest request = new(
            Signed<Plan>.Sign(plan, key), Now, new PolicyDecision(PolicyAnswer.Ask, "otherwise", ""), null, StudyStatus.Running, "", null);
        KnownMembers known = new(roster, self, [], [], vouchesNeeded: 2);
        PolicyJudgement judgement = new([new PolicyVerdict("minimumKnownMembers", PolicyAnswer.Ask, "because")]);
        return new ConsentCase(
            request, StudyState.Waiting, judgement, roster, known, Cli.Bench.BenchStudy.Contract,
            [new SumOutlook("survey", "how many rows there are", 1, 5, 64, 40, true)], null, "no rows yet", Now.AddDays(90));
    }

    private static string[] Placeholders(string phrase) => [.. Placeholder().Matches(phrase).Select(match => match.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
