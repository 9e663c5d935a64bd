namespace FedMat.Materials;

/// <summary>A row that a report points at, so that a steward finds it.</summary>
/// <param name="Row">The row of the file or sheet, from 1.</param>
/// <param name="Record">The id of the node's record, or null where the row is read from a file.</param>
/// <param name="Value">The value that is meant.</param>
public sealed record ReportedRow(int Row, string? Record, double Value);
