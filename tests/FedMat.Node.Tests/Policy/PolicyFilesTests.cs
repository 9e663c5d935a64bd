using System.Text.Json;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

/// <summary>The policies of node-config are right, and their schema says what the code reads.</summary>
public sealed class PolicyFilesTests
{
    private static readonly string Folder = Path.Combine(Checkout(), "node-config", "policies");
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "policy.schema.json"))).RootElement.GetProperty("properties");

    [Theory]
    [InlineData("ask-always", PolicyAnswer.Ask)]
    [InlineData("cautious", PolicyAnswer.Allow)]
    [InlineData("open", PolicyAnswer.Allow)]
    public void Policy_OfNodeConfig_IsRight(string name, PolicyAnswer otherwise)
    {
        string path = Path.Combine(Folder, name + ".json");
        NodePolicy policy = PolicyReader.Read(File.ReadAllBytes(path), path);
        Assert.Equal((name, otherwise), (policy.Name, policy.Otherwise));
    }

    [Fact]
    public void Policies_OfNodeConfig_AreThoseThree() => Assert.Equal(
        ["ask-always.json", "cautious.json", "open.json", "policy.schema.json"], Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Schema_HasTheKeysOfTheCodeInItsOrder() =>
        Assert.Equal(PolicyKey.All.Select(key => key.Name), Schema.EnumerateObject().Select(key => key.Name));

    [Fact]
    public void Schema_HasTheBoundsOfTheCode()
    {
        foreach (PolicyKey key in PolicyKey.All.Where(key => key.Kind == PolicyKeyKind.Number))
        {
            JsonElement said = Schema.GetProperty(key.Name);
            Assert.Equal((key.Name, key.Least, key.Most), (key.Name, said.GetProperty("minimum").GetInt64(), said.GetProperty("maximum").GetInt64()));
        }

        foreach (PolicyKey key in PolicyKey.All.Where(key => key.Kind is PolicyKeyKind.Names or PolicyKeyKind.Rules or PolicyKeyKind.Hours))
            Assert.Equal(PolicyReader.LongestList, Schema.GetProperty(key.Name).GetProperty("maxItems").GetInt32());
    }

    [Fact]
    public void Schema_HasTheWordsOfTheCode()
    {
        Assert.Equal(Enum.GetValues<PolicyAnswer>().Select(PolicyRules.Word), Words(Schema.GetProperty("otherwise")));
        Assert.Equal(PolicyKey.Askable, Words(Schema.GetProperty("askWhen").GetProperty("items")));
        JsonElement window = Schema.GetProperty("hours").GetProperty("items").GetProperty("properties");
        Assert.Equal(HoursReader.Keys, window.EnumerateObject().Select(key => key.Name));
        Assert.Equal(HoursReader.Days, Words(window.GetProperty("days").GetProperty("items")));
    }

    private static IEnumerable<string> Words(JsonElement choice) => choice.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private static string Checkout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FedMat.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("these tests run from within a checkout");
    }
}
