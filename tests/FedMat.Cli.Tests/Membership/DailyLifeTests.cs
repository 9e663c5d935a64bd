using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.Data.Sqlite;

namespace FedMat.Cli.Tests.Membership;

/// <summary>What a steward types to look after a node, against a coordinator that really listens.</summary>
public sealed class DailyLifeTests : IAsyncLifetime
{
    private const string Contract =
        """
        { "format": 1, "name": "gaps", "inputs": [ { "name": "composition", "kind": "composition" } ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 14 }, "descriptors": "fractions/1" }
        """;

    private RunningConsortium consortium = null!;
    private Steward west = null!;

    public async Task InitializeAsync()
    {
        consortium = await RunningConsortium.StartAsync();
        west = new Steward("West", consortium);
        await west.JoinAsync();
    }

    public Task DisposeAsync() => consortium.DisposeAsync().AsTask();

    [Fact]
    public async Task Doctor_EverythingIsThere_IsWell()
    {
        Fill();
        Assert.Equal(ExitCode.Done, await west.TypeAsync("doctor"));
    }

    [Fact]
    public async Task Doctor_ContractIsMissing_EndsWithOne() => Assert.Equal(ExitCode.World, await west.TypeAsync("doctor", "--json"));

    [Fact]
    public async Task Doctor_CoordinatorIsStopped_EndsWithOne()
    {
        Fill();
        await consortium.StopCoordinatorAsync();
        Assert.Equal(ExitCode.World, await west.TypeAsync("doctor"));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--json")]
    [InlineData("ledger")]
    [InlineData("ledger", "--json")]
    [InlineData("ledger", "verify", "--json")]
    public async Task Command_OfANodeThatHasOnlyJoined_Answers(params string[] words) => Assert.Equal(ExitCode.Done, await west.TypeAsync(words));

    [Fact]
    public async Task Verify_WithTheAnchorOfBefore_HoldsUntilALineIsChanged()
    {
        LedgerAnchor anchor = Last();
        await west.TypeAsync("leave", "--reason", "over");
        Assert.Equal(anchor.Count + 1, Last().Count);
        Assert.Equal(ExitCode.Done, await west.TypeAsync("ledger", "verify", "--anchor", anchor.ToString()));
        Change("UPDATE egress SET bytes = bytes + 1 WHERE number = 1");
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => west.TypeAsync("ledger", "verify"));
        Assert.Equal(RefusalCode.LedgerAltered, refused.Refusal.Code);
        Assert.Contains("line 1 ", refused.Refusal.Detail);
    }

    private void Fill()
    {
        File.WriteAllText(Path.Combine(west.Folder, "contract.json"), Contract);
        File.WriteAllText(Path.Combine(west.Folder, "data.csv"), "composition,band_gap_eV\nGaAs,1.42\nInP,1.34\n");
        File.WriteAllText(west.Config, File.ReadAllText(west.Config).Replace("// \"dataFile\"", "\"dataFile\""));
    }

    private LedgerAnchor Last()
    {
        using NodeView view = NodeView.Open(west.Options.Folder)!;
        StoredEgress last = view.Egress(study: null).Last();
        return new LedgerAnchor(last.Number, last.Hash);
    }

    private void Change(string sql)
    {
        using SqliteConnection database = new($"Data Source={Path.Combine(west.Options.Folder, "node.db")};Pooling=False");
        database.Open();
        using SqliteCommand command = new(sql, database);
        command.ExecuteNonQuery();
    }
}
