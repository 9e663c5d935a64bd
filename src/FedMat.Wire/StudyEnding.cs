using FedMat.Protocol;

namespace FedMat.Wire;

/// <summary>News of a study's end.</summary>
/// <param name="Study">Which.</param>
/// <param name="Status">Completed, stopped or failed.</param>
/// <param name="Reason">Why; may be empty when it was completed.</param>
/// <param name="Release">What came of it; null unless it was completed.</param>
public sealed record StudyEnding(StudyId Study, StudyStatus Status, string Reason, ReleaseId? Release);
