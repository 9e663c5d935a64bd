using System.CommandLine;
using System.Runtime.Versioning;
using System.Text.Json;
using FedMat.Cli.Commands;
using FedMat.Cli.Demo;
using FedMat.Cli.Local;
using FedMat.Cli.Readiness;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;

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
        plan = DemoPlan.Create(consortium, data, new DemoOptions(20, 1, 3, null, null, false, null, false));
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
        Assert.Equal([("moments", 1), ("weights", 20), ("metrics", 1)], sums.Select(sum => (sum.Phase, sum.Times)));
        Assert.Equal((weights + 2, 32, (weights + 2) * 4L), (sums[1].Numbers, sums[1].RingBits, sums[1].Bytes));
        Assert.All(sums, sum => Assert.Equal(sum.Phase != "weights", sum.IsExact));
    }

    [Fact]
    public async Task Metrics_MeasuredInBetween_AreCounted()
    {
        Plan often = plan with { Learner = JsonText.Parse("""{"name":"neural","evaluateEvery":6}""") };
        Assert.Equal(4, (await CheckAsync(often)).Study!.Sums[2].Times);
    }

    [Fact]
    public async Task HoldOut_OfThePlan_IsTheLearners()
    {
        // Two rows after each other are a heat; the learner parts those of which it holds one row out.
        string[] lines = data.Members[0].Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string table = $"{lines[0]},heat\n{string.Concat(lines.Skip(1).Select((line, i) => $"{line},h{i / 2}\n"))}";
        string contract = data.Contract.ToJson().Replace("\"format\":1", "\"format\":2").Replace("\"descriptors\"", "\"groups\":[{\"column\":\"heat\"}],\"descriptors\"");
        NodeOptions grouped = NodeOptions.Read(config) with { ContractFile = folder.Write("heats.json", contract), DataFile = folder.Write("heats.csv", table) };
        ReadinessReport report = (await SiteCheck.RunAsync(grouped, plan, _ => { }, CancellationToken.None)).Data;
        int[] held = HoldOut.Of(data.Members[0].Train, plan.Seed, plan.HoldOutFraction).Held;
        int parted = held.GroupBy(row => row / 2).Count(heat => heat.Count() == 1 && (heat.Key * 2) + 1 < report.Used);
        LeakReport leak = Assert.Single(report.Leaks, leak => leak.Together == "heat");
        Assert.Equal((true, parted, 2 * parted), (leak.IsDrawn, leak.Sets, leak.Rows));
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
        Assert.Equal("moments", root.GetProperty("study").GetProperty("sums")[0].GetProperty("phase").GetString());
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

    private Task<SiteReadiness> CheckAsync(Plan? study) => SiteCheck.RunAsync(NodeOptions.Read(config), study, _ => { }, CancellationToken.None);
}
