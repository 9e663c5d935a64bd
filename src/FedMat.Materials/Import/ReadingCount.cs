namespace FedMat.Materials;

/// <summary>How often cells of a column were read in another way than as a plain number.</summary>
/// <param name="Column">The header as the file has it.</param>
/// <param name="How">The way.</param>
/// <param name="Count">Cells.</param>
public sealed record ReadingCount(string Column, Reading How, long Count);
