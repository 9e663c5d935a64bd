namespace FedMat.Materials;

/// <summary>What became of one row: a record, or why there is none.</summary>
/// <param name="Row">The row of the file or sheet, from 1.</param>
/// <param name="Record">Null where the row is rejected.</param>
/// <param name="Cells">What stands in its cells, in the file's order; see <see cref="TableImport.Headers"/>.</param>
/// <param name="Rejections">One for each bad cell, at most 16; empty where there is a record.</param>
public readonly record struct ImportedRow(int Row, SampleRecord? Record, IReadOnlyList<string> Cells, IReadOnlyList<Rejection> Rejections);
