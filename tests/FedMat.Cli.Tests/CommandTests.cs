using System.CommandLine;
using FedMat.Cli.Commands;

namespace FedMat.Cli.Tests;

/// <summary>What the parser takes and what it turns away, before anything is done.</summary>
public sealed class CommandTests
{
    private static readonly RootCommand Root =
        new() { DemoCommand.Create(), BenchCommands.Create(), CoordinatorCommands.Create(), NodeCommands.Create(), ModelCommands.Create() };

    [Theory]
    [InlineData("demo")]
    [InlineData("demo --rounds 1 --seed 9007199254740992 --json --keep here --data table.csv")]
    [InlineData("demo --members 5 --lose ii-vi --go-without")]
    [InlineData("demo --data table.csv --lose a")]
    [InlineData("bench round")]
    [InlineData("bench secure-sum")]
    [InlineData("bench secure-sum --members 100 --length 1000000 --drop 10 --json")]
    [InlineData("bench round --members 3 --length 1 --rounds 2 --json")]
    [InlineData("bench descriptors")]
    [InlineData("bench descriptors --rows 1000000 --json")]
    [InlineData("bench node --config n.json --while-input-open")]
    [InlineData("coordinator run --config c.json")]
    [InlineData("node run --config n.json")]
    [InlineData("node check --config n.json --study plan.json --json --html page.html")]
    [InlineData("coordinator study propose plan.json --at https://127.0.0.1:1 --as folder")]
    [InlineData("coordinator study watch abc --at https://127.0.0.1:1 --as folder")]
    [InlineData("coordinator study leave-out abc --member a --reason gone --at https://127.0.0.1:1 --as folder")]
    [InlineData("coordinator study stop abc --reason gone --at https://127.0.0.1:1 --as folder")]
    [InlineData("coordinator study watch abc --as folder")]
    [InlineData("coordinator init folder --name Alloys --at fedmat.example.org:5443 --https fedmat.example.org:443 --valid-days 30 --passphrase-file p")]
    [InlineData("coordinator invite --member \"lab 1\" --expires 12h --as folder --at https://127.0.0.1:1")]
    [InlineData("coordinator members --as folder --json")]
    [InlineData("coordinator approve lab --fingerprint 1234 --valid-days 30 --root-key k --as folder")]
    [InlineData("coordinator decline lab --item 3 --reason no --as folder")]
    [InlineData("coordinator revoke lab --reason gone --offline --as folder")]
    [InlineData("coordinator roster renew --valid-days 30 --members --as folder")]
    [InlineData("coordinator rotate-key --out new --as folder")]
    [InlineData("coordinator root prepare-successor next.key")]
    [InlineData("coordinator root name-successor abc --out handover.json --as folder")]
    [InlineData("coordinator root take-over --handover handover.json --key next.key --as folder")]
    [InlineData("coordinator root recover --key root.key --handover h --roster r --out new --name Alloys --at https://127.0.0.1:1")]
    [InlineData("model list --from https://127.0.0.1:1")]
    [InlineData("model pull abc --from https://127.0.0.1:1 --root r --out f --certificate c")]
    [InlineData("model verify f --root r --json")]
    [InlineData("model predict f GaAs --at a=1 --at b=2 --root r")]
    [InlineData("model predict f --at a=1 --root r")]
    public void Line_AsDocumented_IsUnderstood(string line) => Assert.Empty(Root.Parse(line).Errors);

    [Fact]
    public void Address_IsRead() =>
        Assert.Equal(new Uri("https://127.0.0.1:5443"), Root.Parse("model list --from https://127.0.0.1:5443").GetValue<Uri>("--from"));

    [Theory]
    [InlineData("", "command")]
    [InlineData("nosuch", "nosuch")]
    [InlineData("demo extra", "extra")]
    [InlineData("demo --rounds 0", "--rounds")]
    [InlineData("demo --rounds 100001", "--rounds")]
    [InlineData("demo --rounds many", "many")]
    [InlineData("demo --seed -1", "--seed")]
    [InlineData("demo --seed 9007199254740993", "--seed")]
    [InlineData("demo --members 2", "--members")]
    [InlineData("demo --members 6", "--members")]
    [InlineData("demo --members 4 --data table.csv", "--members")]
    [InlineData("demo --go-without", "--lose")]
    [InlineData("demo --lose a --rounds 1", "--rounds 2")]
    [InlineData("coordinator study leave-out abc --at https://127.0.0.1:1 --as folder", "--member")]
    [InlineData("coordinator study stop --at https://127.0.0.1:1 --as folder", "stop")]
    [InlineData("bench", "command")]
    [InlineData("bench secure-sum --drop 101", "--drop")]
    [InlineData("bench secure-sum --members 2", "--members")]
    [InlineData("bench descriptors --rows 0", "--rows")]
    [InlineData("bench round --members 2", "--members")]
    [InlineData("bench round --members 1001", "--members")]
    [InlineData("bench round --length 0", "--length")]
    [InlineData("bench round --rounds 1", "--rounds")]
    [InlineData("node run", "--config")]
    [InlineData("model verify f", "--root")]
    [InlineData("model list", "--from")]
    [InlineData("coordinator study watch abc --at https://127.0.0.1:1", "--as")]
    [InlineData("coordinator init folder --name Alloys --at fedmat.example.org", "HOST:PORT")]
    [InlineData("coordinator init folder --name Alloys --at a:1 --valid-days 0", "--valid-days")]
    [InlineData("coordinator invite --member lab --as folder --expires 91d", "--expires")]
    [InlineData("coordinator invite --member lab --as folder --expires soon", "7d")]
    [InlineData("coordinator invite --as folder", "--member")]
    [InlineData("coordinator approve lab --as folder --valid-days 4000", "--valid-days")]
    [InlineData("coordinator rotate-key --as folder", "--out")]
    [InlineData("coordinator study watch abc --as folder --at 127.0.0.1:1", "'127.0.0.1:1'")]
    [InlineData("model list --from http://127.0.0.1:1", "https")]
    public void Line_WithAMistake_NamesIt(string line, string named) =>
        Assert.Contains(Root.Parse(line).Errors, error => error.Message.Contains(named, StringComparison.OrdinalIgnoreCase));
}
