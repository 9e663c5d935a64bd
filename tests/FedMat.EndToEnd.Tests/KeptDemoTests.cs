using System.Text;
using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>What a demo with `--keep` prints and leaves.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class KeptDemoTests(KeptDemo kept)
{
    [Fact]
    public void Report_ShowsTheTableAndWhatToTryNext()
    {
        foreach (string part in new[] { "mean of those", "federated", "pooled", "GaAs", "Next:", "model verify" })
            Assert.Contains(part, kept.Output);
        Assert.Contains("round   2/2", kept.Errors);
    }

    [Fact]
    public async Task Compare_OfAMember_TellsItWhatTheReleaseDoesForItsRows()
    {
        string release = Directory.GetFiles(Path.Combine(kept.Path, "release"), "*.fedmat").Single();
        string config = Directory.GetFiles(Path.Combine(kept.Path, "nodes"), "node.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        Finished run = (await Running.ToEndAsync(kept.Path, "node", "compare", release, "--config", config, "--json")).Expect(0);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement root = document.RootElement;
        Assert.True(root.GetProperty("tookPart").GetBoolean());
        Assert.True(root.GetProperty("rows").GetInt32() > 0);
        Assert.True(root.GetProperty("localMae").GetDouble() > 0 && root.GetProperty("federatedMae").GetDouble() > 0);
        Assert.Contains(root.GetProperty("advice").GetString(), new[] { "local", "federated", "personal" });
        string file = root.GetProperty("file").GetString()!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Finished predicted = (await Running.ToEndAsync(kept.Path, "model", "predict", release, "GaAs", "--root", kept.Root, "--personal", file)).Expect(0);
        Assert.Contains("own rows measured", predicted.Output);
    }

    [Fact]
    public void Folder_HoldsEveryParty()
    {
        foreach (string party in new[] { "administrator", "coordinator", "nodes", "logs", "release" })
            Assert.True(Directory.Exists(Path.Combine(kept.Path, party)), party);
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(kept.Path, "nodes")).Length);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(kept.Path, "logs")).Length);
    }

    [Fact]
    public void PrivateKeys_AreReadableByTheirOwnerAlone()
    {
        string[] keys = [.. Directory.EnumerateFiles(kept.Path, "*", SearchOption.AllDirectories).Where(HoldsPrivateKey)];
        Assert.Equal(2 + 3 + (2 * 3), keys.Length);
        Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
    }

    [Fact]
    public void RootKey_LiesSealed_ForItsOwnerAlone()
    {
        string key = Path.Combine(kept.Path, "administrator", "root.key");
        Assert.StartsWith("-----BEGIN FEDMAT SEALED TEXT-----", File.ReadAllText(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(kept.Path, "administrator", "passphrase")));
    }

    [Fact]
    public void Progress_ShowsInvitationApprovalAndConsentOfEveryLab()
    {
        foreach (string name in Directory.GetDirectories(Path.Combine(kept.Path, "nodes")).Select(path => Path.GetFileName(path)))
        {
            Assert.Matches($"{name}: invited, made its keys, read out ([0-9a-f]{{4}}-){{5}}[0-9a-f]{{4}}; approved by roster [0-9]", kept.Errors);
            Assert.Contains($"{name}: the policy asks its steward, who approves", kept.Errors);
        }
    }

    [Fact]
    public void Logs_HoldNoInvitation()
    {
        Assert.DoesNotContain("fedmat1.", Logs());
        Assert.DoesNotContain(File.ReadAllText(Path.Combine(kept.Path, "administrator", "passphrase")), Logs());
    }

    [Fact]
    public void Logs_HoldNoPrivateKey()
    {
        string logs = Logs();
        IEnumerable<string> secrets = Directory.EnumerateFiles(kept.Path, "*", SearchOption.AllDirectories).Where(HoldsPrivateKey)
            .SelectMany(File.ReadAllLines).Where(line => line.Length > 20 && !line.StartsWith('-'));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, logs));
        Assert.DoesNotContain("PRIVATE KEY", logs);
    }

    /// <summary>Compositions are what a row is recognised by; a bare number could be anything.</summary>
    [Fact]
    public void Logs_HoldNoRowOfTheData()
    {
        string[] words = Logs().Split([' ', '\n', '\t', ',', ';', ':', '\'', '"', '(', ')', '[', ']', '='], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> cells = Directory.EnumerateFiles(Path.Combine(kept.Path, "nodes"), "data.csv", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Select(row => row.Split(',')[0]).Where(cell => cell.Length > 2);
        Assert.NotEmpty(cells);
        Assert.Empty(cells.Intersect(words).Except(["composition"]));
    }

    [Fact]
    public void Logs_HoldNoErrorAndNoNoiseOfLibraries()
    {
        foreach (string noise in new[] { "[W ", "Warning:", "libtorch", "OMP:", "openblas", "Unhandled", "   at ", "fail:", "crit:" })
            Assert.DoesNotContain(noise, Logs(), StringComparison.OrdinalIgnoreCase);
    }

    private static bool HoldsPrivateKey(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Contains("PRIVATE KEY-----");

    private string Logs() => string.Concat(Directory.GetFiles(Path.Combine(kept.Path, "logs")).Select(File.ReadAllText));
}
