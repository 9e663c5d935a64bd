using System.CommandLine;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FedMat.Cli.Commands;
using FedMat.Cli.Demo;
using FedMat.Cli.Local;
using FedMat.Cli.Readiness;
using FedMat.Cli.Readiness.Page;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Records;

namespace FedMat.Cli.Tests;

/// <summary>A node's rows held against a plan: whether it takes part, what would leave it, and how that is told.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReadinessTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly DemoData data = DemoData.Sample();
    private readonly LocalConsortium consortium;
    private readonly Plan plan;
    private readonly string config;

    public ReadinessTests()
    {
        consortium = LocalConsortium.Create(folder.Path, data.Members.Select(member => member.Name), Now);
        plan = DemoPlan.Create(consortium.Roster.Content, data, new DemoOptions(20, 1, 3, null, null, false, null, false));
        DemoMember member = data.Members[0];
        config = consortium.WriteNode(member.Name, member.Table, data.Contract, new Uri("https://127.0.0.1:5443/"));
    }

    public void Dispose()
    {
        consortium.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Study_ThatNamesThisNode_IsTakenPartIn()
    {
        SiteReadiness site = await CheckAsync(plan);
        Assert.True(site.Study!.TakesPart);
        Assert.NotEqual(Verdict.NotReady, site.Verdict);
        Assert.Equal(data.Members[0].Train.Rows, site.Data.Used);
    }

    [Fact]
    public async Task Sums_OfAStudy_AreThoseOfItsLearner()
    {
        IReadOnlyList<SumOutlook> sums = (await CheckAsync(plan)).Study!.Sums;
        int inputs = data.Train.Inputs;
        int weights = (inputs * 128) + 128 + (128 * 64) + 64 + 64 + 1;
        Assert.Equal([("survey", 1), ("neural.weights", 20), ("scores", 1), ("calibration", 1)], sums.Select(sum => (sum.Phase, sum.Times)));
        Assert.True(sums[1].Numbers > weights);
        Assert.Equal((32, sums[1].Numbers * 4L), (sums[1].RingBits, sums[1].Bytes));
        Assert.All(sums, sum => Assert.Equal(sum.Phase != "neural.weights", sum.IsExact));
    }

    [Fact]
    public async Task Trees_CountRowsThriceAndAskOnceALevel()
    {
        Plan trees = plan with { Learner = JsonText.Parse("""{"name":"boosted"}""") };
        IReadOnlyList<SumOutlook> sums = (await CheckAsync(trees)).Study!.Sums;
        Assert.Equal(3, Assert.Single(sums, sum => sum.Phase == "bins").Times);
        Assert.Contains(sums, sum => sum.Phase.StartsWith("boosted.", StringComparison.Ordinal) && sum.Times >= plan.Rounds);
    }

    [Fact]
    public async Task HoldOut_OfThePlan_IsTheLearners()
    {
        // Two rows after each other are a heat, which the learner never parts.
        string[] lines = data.Members[0].Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string table = $"{lines[0]},heat\n{string.Concat(lines.Skip(1).Select((line, i) => $"{line},h{i / 2}\n"))}";
        string contract = data.Contract.ToJson().Replace("\"format\":1", "\"format\":2").Replace("\"descriptors\"", "\"groups\":[{\"column\":\"heat\"}],\"descriptors\"");
        NodeOptions grouped = NodeOptions.Read(config) with { ContractFile = folder.Write("heats.json", contract), DataFile = folder.Write("heats.csv", table) };
        ReadinessReport report = (await SiteCheck.RunAsync(grouped, plan with { MinimumCell = 1 }, _ => { }, CancellationToken.None)).Data;
        Assert.DoesNotContain(report.Leaks, leak => leak is { Together: "heat", Sets: > 0 });
    }

    [Fact]
    public async Task Rows_OfRecords_AreNamedByTheirIds()
    {
        NodeOptions options = NodeOptions.Read(config) with { DataFile = null };
        string file = folder.Write("rows.csv", $"composition,band_gap_eV\n{string.Concat(Enumerable.Range(1, 30).Select(i => $"Ga{i}As,{(i == 30 ? 13 : 1 + (0.01 * i))}\n"))}");
        using RecordStore store = RecordStore.Open(options.Folder, TimeProvider.System);
        await new RecordImport(store, data.Contract).RunAsync(file, null, false, _ => { }, CancellationToken.None);
        ReportedRow row = Assert.Single(Assert.Single((await SiteCheck.RunAsync(options, null, _ => { }, CancellationToken.None)).Data.Outliers).Rows);
        Assert.Equal(31, row.Row);
        Assert.Equal(31, (await store.FindAsync(row.Record!, CancellationToken.None))!.Line);
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("member")]
    [InlineData("contract")]
    [InlineData("learner")]
    public async Task Study_ThatDoesNotFit_IsNotTakenPartInFor(string reason)
    {
        Plan other = reason switch
        {
            "rows" => plan with { MinimumRows = 10_000 },
            "member" => plan with { Members = [.. plan.Members.Skip(1), MemberId.Create()] },
            "contract" => plan with { Contract = JsonText.Parse(data.Contract.ToJson().Replace("\"maximum\":", "\"maximum\":1")) },
            _ => plan with { Learner = JsonText.Parse("""{"name":"oracle"}""") },
        };
        SiteReadiness site = await CheckAsync(other);
        Assert.False(site.Study!.TakesPart);
        Assert.Equal(Verdict.NotReady, site.Verdict);
        Assert.Equal([reason], site.Study.Findings.Where(finding => finding.Level == FindingLevel.Blocker).Select(finding => finding.About));
    }

    [Fact]
    public async Task Roster_ThatCannotBeRead_IsAWarning()
    {
        File.Delete(NodeOptions.Read(config).RosterFile);
        SiteReadiness site = await CheckAsync(plan);
        Assert.Equal(("member", FindingLevel.Warning), site.Study!.Findings.Select(finding => (finding.About, finding.Level)).Single());
    }

    [Fact]
    public async Task Json_IsOneDocumentWithNamesInCamelCase()
    {
        using JsonDocument document = JsonDocument.Parse(ReadinessDocument.Of(await CheckAsync(plan)));
        JsonElement root = document.RootElement;
        Assert.Equal(["verdict", "data", "study"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(data.Members[0].Train.Rows, root.GetProperty("data").GetProperty("used").GetInt32());
        Assert.Equal("survey", root.GetProperty("study").GetProperty("sums")[0].GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Text_SaysTheVerdictFirstAndThatNoRowLeaves()
    {
        string text = ReadinessText.Of(await CheckAsync(plan));
        Assert.StartsWith("READY", text);
        Assert.Contains("No row.", text);
        Assert.Contains("20 times: training", text);
    }

    [Fact]
    public async Task Text_OfAHostileName_HasNoControlCharacters()
    {
        SiteReadiness site = await CheckAsync(plan with { Name = "a\u001b[2Jb" });
        Assert.DoesNotContain('\u001b', ReadinessText.Of(site));
    }

    [Theory]
    [InlineData(10, ExitCode.Done)]
    [InlineData(5000, ExitCode.User)]
    public async Task Command_ExitsByItsVerdict(int minimumRows, int expected)
    {
        string file = folder.Write("plan.json", System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(plan with { MinimumRows = minimumRows })));
        int code = await NodeCommands.Create().Parse($"check --config {config} --study {file} --json").InvokeAsync();
        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task Page_AsksForNothingFromElsewhere()
    {
        string page = ReadinessPage.Of(await CheckAsync(plan));
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotMatch("(src|href)=|url\\(|@import|http:|https:", page);
    }

    [Fact]
    public async Task Page_IsWellFormedAndSaysEveryPictureInWords()
    {
        XElement page = XElement.Parse(WellFormed(ReadinessPage.Of(await CheckAsync(plan))));
        XElement[] pictures = [.. page.Descendants("svg")];
        Assert.True(pictures.Length >= 3);
        Assert.All(pictures, picture => Assert.Equal(("img", picture.Element("title")!.Value), ((string?)picture.Attribute("role"), (string?)picture.Attribute("aria-label"))));
    }

    [Fact]
    public async Task Page_OfHostileNames_HasNoMarkupOfTheirs()
    {
        const string Hostile = "<script>alert(1)</script>\"'&\u202e";
        string contract = $$"""
            {"format":2,"name":{{JsonSerializer.Serialize(Hostile.TrimEnd('\u202e'))}},"inputs":[{"name":"<img>","kind":"category","categories":["<em>","\"onload=\"x"]},
            {"name":"</title><i>","kind":"number","unit":"°C"}],
            "target":{"name":"</svg><u>","unit":"MPa","minimum":0,"maximum":10},"groups":[{"column":"<h6>"}],"descriptors":"fractions/1"}
            """;
        string table = "<img>,</title><i>,</svg><u>,<h6>\n<em>,1,1,<q>\n\"\"\"onload=\"\"x\",2,9,<q>\n<em>,1,3,<q>\n";
        NodeOptions options = NodeOptions.Read(config) with { ContractFile = folder.Write("hostile.json", contract), DataFile = folder.Write("hostile.csv", table) };
        SiteReadiness site = await SiteCheck.RunAsync(options, plan with { Name = Hostile }, _ => { }, CancellationToken.None);
        string page = ReadinessPage.Of(site);
        XElement read = XElement.Parse(WellFormed(page));
        Assert.DoesNotContain(read.Descendants(), element => element.Name.LocalName is "script" or "img" or "em" or "i" or "u" or "h6" or "q");
        Assert.DoesNotContain(read.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\u202e', page);
        Assert.Contains("&lt;script&gt;alert(1)", page);
    }

    [Fact]
    public async Task Command_WritesThePageForItsOwnerAlone()
    {
        string page = folder["report.html"];
        Assert.Equal(ExitCode.Done, await NodeCommands.Create().Parse($"check --config {config} --html {page} --json").InvokeAsync());
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(page));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(page));
    }

    [Fact]
    public async Task Page_InThePlaceOfAnotherFile_IsNotWritten()
    {
        string other = folder.Write("plan.json", "{}");
        InvocationConfiguration plain = new() { EnableDefaultExceptionHandler = false };
        await Assert.ThrowsAsync<InputException>(() => NodeCommands.Create().Parse($"check --config {config} --html {other}").InvokeAsync(plain));
        Assert.Equal("{}", await File.ReadAllTextAsync(other));
    }

    /// <summary>The page as XML: without its document type, with its empty elements closed, and without its style.</summary>
    private static string WellFormed(string page)
    {
        string plain = Regex.Replace(page[page.IndexOf("<html", StringComparison.Ordinal)..], "<style>.*?</style>", "", RegexOptions.Singleline);
        return Regex.Replace(plain, "<(meta|br)([^>]*)>", "<$1$2/>");
    }

    private Task<SiteReadiness> CheckAsync(Plan? study) => SiteCheck.RunAsync(NodeOptions.Read(config), study, _ => { }, CancellationToken.None);
}
