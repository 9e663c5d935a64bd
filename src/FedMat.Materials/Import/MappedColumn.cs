namespace FedMat.Materials;

/// <summary>What one column of a file means, or a value that holds for all its rows.</summary>
/// <param name="Header">The header as the file has it; null for a value that is no column.</param>
/// <param name="Position">The column's place, from 1; null where the header alone says which.</param>
/// <param name="Means">The contract's column, or null where it is not used.</param>
/// <param name="Element">The element whose amounts it holds, where <paramref name="Means"/> is a composition.</param>
/// <param name="Unit">The unit of its numbers; null where they are in the contract's.</param>
/// <param name="Value">What holds for all rows, written as in a cell.</param>
public sealed record MappedColumn(string? Header, int? Position, string? Means, string? Element = null, string? Unit = null, string? Value = null);
