namespace FedMat.Materials;

/// <summary>Reads the auxiliary targets of a row. An empty cell is a value that is missing, and so is a column that a table does not have.</summary>
internal sealed class AuxiliaryCells(IReadOnlyList<TargetColumn> targets, PlannedColumn?[] columns, NumberCells numbers)
{
    /// <returns>One for each target, in the contract's unit.</returns>
    public double?[] Read(TableLine line, Rejections rejections)
    {
        if (columns.Length == 0) return [];
        var values = new double?[columns.Length];
        for (int i = 0; i < values.Length; i++)
            if (columns[i] is { } column) values[i] = Read(line, targets[i], column, rejections);
        return values;
    }

    private double? Read(TableLine line, TargetColumn target, PlannedColumn column, Rejections rejections)
    {
        var cell = column.Cell(line);
        string? problem = numbers.Read(cell, column, out var number);
        if (problem is null && number.How == Reading.Missing) return null;
        problem ??= number.How switch
        {
            Reading.LowerBound or Reading.UpperBound => "an auxiliary target needs a value, and this is a bound",
            Reading.Trace => "a trace is no value of a target",
            _ => InputCells.OutOfRange(number.Value, target.Minimum, target.Maximum, target.Unit),
        };
        if (problem is null) return number.Value;
        rejections.Add(column, cell, problem);
        return null;
    }
}
