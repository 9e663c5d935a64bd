namespace FedMat.Materials;

/// <summary>The groups of one column: papers, heats, batches.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Groups">How many there are.</param>
/// <param name="Single">How many of them have one row.</param>
/// <param name="Largest">The rows of the largest.</param>
/// <param name="Ungrouped">Rows that name no group.</param>
public sealed record GroupReport(string Column, int Groups, int Single, int Largest, int Ungrouped);
