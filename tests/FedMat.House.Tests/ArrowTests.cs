using System.Xml.Linq;

namespace FedMat.House.Tests;

/// <summary>Which room may use which: docs/design.md's table, held against the project files.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Engines = ["Grpc.Core.Api", "Grpc.Net.Client", "Grpc.AspNetCore", "Grpc.AspNetCore.HealthChecks", "NSec.Cryptography", "TorchSharp"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Crypto"] = ["NSec.Cryptography"],
        ["Materials"] = ["CsvHelper", "ExcelDataReader"],
        ["Protocol"] = ["Crypto"],
        ["Wire"] = ["Protocol", "Google.Protobuf", "Grpc.Core.Api", "Grpc.Tools"],
        ["Aggregation"] = ["Protocol", "Crypto"],
        ["Learning"] = ["Materials", "Protocol", "System.Numerics.Tensors"],
        ["Learning.Neural"] = ["Learning", "TorchSharp"],
        ["Storage"] = ["Protocol", "Crypto", "Microsoft.EntityFrameworkCore.Sqlite"],
        ["Notices"] = ["Storage", "Protocol", "Polly.Core", "Microsoft.AspNetCore.App"],
        ["Client"] = ["Learning", "Materials", "Protocol", "Crypto", "Wire"],
        ["Simulation"] = ["Learning", "Learning.Neural", "Materials", "Aggregation"],
        ["Node"] = ["Aggregation", "Learning", "Learning.Neural", "Materials", "Notices", "Storage", "Wire", "Protocol", "Crypto", "Grpc.Net.Client", "Polly.Core", "Microsoft.AspNetCore.App"],
        ["Coordinator"] = ["Aggregation", "Learning", "Notices", "Storage", "Wire", "Protocol", "Crypto", "Grpc.AspNetCore", "Grpc.AspNetCore.HealthChecks", "Microsoft.AspNetCore.App"],
        ["Cli"] = ["Client", "Node", "Coordinator", "Simulation", "Aggregation", "Learning", "Learning.Neural", "Materials", "Storage", "Wire", "Protocol", "Crypto",
            "Grpc.Net.Client", "Spectre.Console", "System.CommandLine", "Microsoft.AspNetCore.App"],
    };

    public static TheoryData<string> Rooms => [.. ProductProjects().Select(Name)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsesOnlyWhatTheDesignAllows(string room)
    {
        Assert.True(Allowed.TryGetValue(room, out string[]? allowed), $"'{room}' is no room of the design");
        IEnumerable<string> used = References(ProductProjects().Single(project => Name(project) == room));
        Assert.Empty(used.Except(allowed));
    }

    [Fact]
    public void Arrows_HaveNoCircle()
    {
        HashSet<string> done = [];
        while (Allowed.Keys.FirstOrDefault(room => !done.Contains(room) && Allowed[room].Where(Allowed.ContainsKey).All(done.Contains)) is { } free)
            done.Add(free);
        Assert.Equal(Allowed.Keys.Order(), done.Order());
    }

    [Fact]
    public void TorchSharp_IsKnownToOneRoomOnly() =>
        Assert.Equal(["Learning.Neural"], ProductProjects().Where(project => References(project).Contains("TorchSharp")).Select(Name));

    [Fact]
    public void Engine_IsNeverReferencedAroundTheSwitch()
    {
        IEnumerable<string> direct = House.Files("src", "*.csproj").Concat(House.Files("coordinator", "*.csproj"))
            .SelectMany(project => XDocument.Load(project).Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!));
        Assert.Empty(direct.Intersect(Engines));
    }

    private static List<string> ProductProjects() =>
        [.. House.Files("src", "*.csproj").Where(path => !path.Contains("standins")), .. House.Files("coordinator", "*.csproj")];

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project).Replace("FedMat.", "");

    private static List<string> References(string project) =>
        [.. XDocument.Load(project).Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "EngineReference" or "FrameworkReference")
            .Select(element => (string)element.Attribute("Include")!)
            .Select(include => include.EndsWith(".csproj") ? Name(include) : include)];
}
