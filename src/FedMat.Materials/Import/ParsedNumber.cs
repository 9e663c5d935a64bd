namespace FedMat.Materials;

/// <summary>A number as it stands in a cell, before units.</summary>
/// <param name="Value">The number, or the bound.</param>
/// <param name="Spread">The standard deviation that the cell states, or null.</param>
/// <param name="How">How it was read.</param>
/// <param name="Unit">What stands behind it, or null.</param>
internal readonly record struct ParsedNumber(double Value, double? Spread, Reading How, string? Unit);
