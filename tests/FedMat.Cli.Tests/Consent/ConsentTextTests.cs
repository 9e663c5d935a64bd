using System.Text.RegularExpressions;
using FedMat.Cli.Commands;
using FedMat.Cli.Consent;
using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using Spectre.Console;

namespace FedMat.Cli.Tests;

public sealed partial class ConsentTextTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const string Hostile = "\u001b[2J\u202egaps";
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

    [Fact]
    public void Text_OfAPlanThatTurnsTheDirectionOfReading_HasItTakenAway() => Assert.DoesNotContain(
        '\u202E', ConsentText.Of(ConsentPhrases.In("en"), Case(Plan() with { Purpose = "for \u202Enothing", Release = Plan().Release with { Users = "\u202Eall" } })));

    [Fact]
    public void Studies_OfAHostilePlan_DoNotSteerTheTerminal()
    {
        string text = Printed(ConsentCommands.Listed([Case(Plan() with { Name = Hostile }).Request], Now, key.Public));

        Assert.Contains("gaps", text);
        Assert.DoesNotContain(text, letter => letter is '\u001b' or '\u202e');
    }

    [Fact]
    public void Rules_WithAHostilePlansWords_DoNotSteerTheTerminal()
    {
        string text = Printed(PolicyCommands.Rules(new PolicyJudgement([new PolicyVerdict("learners", PolicyAnswer.Refuse, Hostile)])));

        Assert.Contains("gaps", text);
        Assert.DoesNotContain(text, letter => letter is '\u001b' or '\u202e');
    }

    private static string Printed(Spectre.Console.Table table)
    {
        using StringWriter text = new();
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }).Write(table);
        return text.ToString();
    }

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
