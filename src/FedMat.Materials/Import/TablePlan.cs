namespace FedMat.Materials;

/// <summary>How one table is read.</summary>
/// <param name="Head">Its sheet, or the text as one delimiter cuts it.</param>
/// <param name="HeaderRow">From 1.</param>
/// <param name="FirstRow">The first row that holds data, or a later one.</param>
/// <param name="Width">How many columns the header has.</param>
/// <param name="Decimal">The decimal sign of cells of text.</param>
/// <param name="Columns">Those that are read.</param>
/// <param name="Mapping">The same for a person, with what has to be decided.</param>
internal sealed record TablePlan(
    TableHead Head, int HeaderRow, int FirstRow, int Width, DecimalSign Decimal, IReadOnlyList<PlannedColumn> Columns, TableMapping Mapping);
