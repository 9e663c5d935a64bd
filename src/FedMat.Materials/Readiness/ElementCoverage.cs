namespace FedMat.Materials;

/// <summary>An element in the rows that a study would use.</summary>
/// <param name="Symbol">Such as Fe.</param>
/// <param name="Number">Its atomic number.</param>
/// <param name="Rows">How many rows have it.</param>
public sealed record ElementCoverage(string Symbol, int Number, int Rows);
