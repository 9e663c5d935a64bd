using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedMat.EndToEnd.Tests;

/// <summary>One short demo that kept its folder, run once for all the tests that look at it or start from it.</summary>
public sealed class KeptDemo : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>What `--keep` left.</summary>
    public string Path => folder["kept"];

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string Bundle => Directory.GetFiles(System.IO.Path.Combine(Path, "release"), "*.fedmat").Single();

    public string Root => (string)Settings(System.IO.Path.Combine(Path, "coordinator", "coordinator.json"))["root"]!;

    public static JsonObject Settings(string path) =>
        JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();

    /// <summary>The plan of the study, unsigned: in the release it stands under the administrator's signature.</summary>
    public JsonObject Plan()
    {
        using ZipArchive zip = ZipFile.OpenRead(Bundle);
        using Stream plan = zip.GetEntry("plan.json")!.Open();
        return JsonNode.Parse(plan)!["content"]!.DeepClone().AsObject();
    }

    public async Task InitializeAsync()
    {
        Finished demo = (await Running.ToEndAsync(folder.Path, "demo", "--rounds", "2", "--keep", Path)).Expect(0);
        Output = demo.Output;
        Errors = demo.Errors;
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class KeptDemoCollection : ICollectionFixture<KeptDemo>
{
    public const string Name = "kept demo";
}
