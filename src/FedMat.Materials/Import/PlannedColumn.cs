namespace FedMat.Materials;

/// <summary>A column of a file, or one value for all rows, as it is read into a field of the contract.</summary>
/// <param name="Index">From 0; -1 where one value holds for all rows.</param>
/// <param name="Header">As the file has it; the field's name where there is no column.</param>
/// <param name="Field">What it means.</param>
/// <param name="Element">The element, where the field is a composition of element columns.</param>
/// <param name="Conversion">Of its numbers into the contract's unit; null where there is no unit.</param>
/// <param name="Fixed">What holds for all rows.</param>
internal sealed record PlannedColumn(
    int Index, string Header, ContractField Field, Element? Element, UnitConversion? Conversion, TableCell Fixed = default)
{
    /// <summary>How often each kind of cell was read.</summary>
    public long[] Counts { get; } = new long[Enum.GetValues<Reading>().Length];

    /// <summary>Conversions of units that stand in cells.</summary>
    public Dictionary<string, (UnitConversion? Conversion, string? Problem)> CellUnits { get; } = new(StringComparer.Ordinal);

    public TableCell Cell(TableLine line) => Index < 0 ? Fixed : line[Index];
}
