namespace FedMat.Materials;

/// <summary>Why a row was not taken. The value is the lab's own data: it belongs in a file beside the input, never in a log.</summary>
/// <param name="Row">The row of the file or sheet, from 1.</param>
/// <param name="Column">The header as the file has it, or null where the whole row is meant.</param>
/// <param name="Value">The cell as it stands, cut after 200 characters.</param>
/// <param name="Reason">What is wrong, without a full stop.</param>
public sealed record Rejection(int Row, string? Column, string Value, string Reason);
