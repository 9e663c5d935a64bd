namespace FedMat.Materials;

/// <summary>A record with its measured target, in the contract's unit.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Record">The inputs.</param>
/// <param name="Target">The target, within the contract's range.</param>
public sealed record LabelledRow(int Line, Record Record, double Target);
