namespace FedMat.Materials;

/// <summary>How many rows have something.</summary>
/// <param name="Name">A category, an outcome, a number of elements.</param>
/// <param name="Rows">How many rows have it.</param>
public sealed record NameCount(string Name, int Rows);
