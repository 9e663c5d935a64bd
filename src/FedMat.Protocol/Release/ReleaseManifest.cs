using System.Text.Json.Serialization;
using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>What a release is: where it comes from, what it predicts, and the hash of every file. Signed by the coordinator.</summary>
/// <param name="Format">The version of the bundle's shape.</param>
/// <param name="Name">The study's name.</param>
/// <param name="Study">Which plan it fulfils.</param>
/// <param name="Consortium">Whose members made it.</param>
/// <param name="Roster">The number of the roster at publication; the roster itself is in the bundle.</param>
/// <param name="State">Hash of the final model state.</param>
/// <param name="Rounds">Secure sums that led to it.</param>
/// <param name="Members">How many members contributed.</param>
/// <param name="Property">What is predicted: the contract's target column.</param>
/// <param name="Unit">The unit of the prediction.</param>
/// <param name="Created">When it was published.</param>
/// <param name="Files">Everything in the bundle but the manifest itself.</param>
public sealed record ReleaseManifest(
    int Format,
    string Name,
    StudyId Study,
    ConsortiumId Consortium,
    int Roster,
    Digest State,
    int Rounds,
    int Members,
    string Property,
    string Unit,
    DateTimeOffset Created,
    IReadOnlyList<ReleaseFile> Files) : IDocument
{
    public const int CurrentFormat = 1;

    public static string Tag => "fedmat.release.v1";

    /// <summary>SHA-256 of the canonical bytes.</summary>
    [JsonIgnore]
    public ReleaseId Id => new(Digest.Of(CanonicalJson.Write(this)));

    public void Validate()
    {
        if (Format != CurrentFormat)
            throw new FormatException($"release: format {Format} is not known here; this version reads format {CurrentFormat}");
        if (Files.Any(file => file is null))
            throw new FormatException("release: a file is null");
        if (Files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != Files.Count)
            throw new FormatException("release: a file is named twice");
        if (Files.FirstOrDefault(file => !IsPlainName(file.Name) || file.Length < 0) is { } file1)
            throw new FormatException($"release: '{file1.Name}' is no plain file name");
    }

    /// <summary>Letters, digits, dot, dash and underscore, not starting with a dot: nothing that leads out of a folder.</summary>
    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 100 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
