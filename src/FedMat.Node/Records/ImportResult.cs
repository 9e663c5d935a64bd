using FedMat.Materials;
using FedMat.Storage.Records;

namespace FedMat.Node;

/// <summary>What came of an import.</summary>
/// <param name="Import">What is in the store.</param>
/// <param name="WasThere">The same bytes were imported before, and nothing has changed.</param>
/// <param name="Replaced">The import whose place it took; null for none.</param>
/// <param name="RejectionFile">Why rows were left out, beside the input; null when none was.</param>
/// <param name="Notes">How the file was read, one sentence each.</param>
/// <param name="Readings">How cells were read that hold more than a plain number.</param>
public sealed record ImportResult(
    ImportRecord Import, bool WasThere, int? Replaced, string? RejectionFile, IReadOnlyList<string> Notes, IReadOnlyList<ReadingCount> Readings);
