using System.Text.Json;
using System.Text.Json.Serialization;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>What a running node says of itself, in the file status.json of its folder. No data values, no keys.</summary>
/// <param name="Version">The program's.</param>
/// <param name="Process">Its number in the operating system.</param>
/// <param name="Started">When the node started.</param>
/// <param name="Connection">How it stands with the coordinator.</param>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Reason">Why it waits; empty where it does not.</param>
/// <param name="NextTry">When it tries again; null where it does not wait.</param>
/// <param name="CoordinatorWaitsFor">What the coordinator said last that it waits for.</param>
/// <param name="Rounds">The newest step of each study's sums that was told to this node.</param>
public sealed record StatusDocument(
    string Version,
    int Process,
    DateTimeOffset Started,
    Connection Connection,
    DateTimeOffset Since,
    string Reason,
    DateTimeOffset? NextTry,
    string CoordinatorWaitsFor,
    IReadOnlyList<StatusRound> Rounds)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What the node of a folder said last; null where it said nothing that can be read.</summary>
    public static StatusDocument? Find(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<StatusDocument>(File.ReadAllBytes(PathIn(folder)), Form);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public void Write(string folder) => AtomicFile.Write(PathIn(folder), JsonSerializer.SerializeToUtf8Bytes(this, Form), OwnerOnly, isDurable: false);

    private static string PathIn(string folder) => Path.Combine(folder, "status.json");
}
