namespace FedMat.Materials;

/// <summary>One header that fits a field of the contract.</summary>
/// <param name="Cell">The header.</param>
/// <param name="Field">The field.</param>
/// <param name="Level">0 the name with its unit, 1 the name, 2 a synonym; less is surer.</param>
/// <param name="Unit">The unit in the header, or null.</param>
/// <param name="Element">The element, where the field is a composition of element columns.</param>
internal sealed record HeaderMatch(HeaderCell Cell, ContractField Field, int Level, string? Unit, Element? Element = null);
