namespace FedMat.Materials;

/// <summary>Reads cells as numbers in the contract's unit.</summary>
internal sealed class NumberCells(DecimalSign sign)
{
    /// <summary>What a cell marked as room temperature means: the standard atmosphere of ISO 554, 23 °C.</summary>
    private const double RoomCelsius = 23;

    /// <returns>Null, or what is wrong, without a full stop. A value that is missing has <see cref="Reading.Missing"/>.</returns>
    public string? Read(TableCell cell, PlannedColumn column, out ParsedNumber number)
    {
        number = new(0, null, Reading.Missing, null);
        switch (cell.Kind)
        {
            case CellKind.Empty:
                return null;
            case CellKind.Number:
                number = new(cell.Number, null, Reading.Plain, null);
                break;
            case CellKind.Text:
                if (ReadText(cell.Text, column, ref number) is { } problem) return problem;
                break;
            case CellKind.Date:
                return "the spreadsheet holds a date here (it turns a range such as 3-5 into one)";
            default:
                return "the spreadsheet shows an error here";
        }
        column.Counts[(int)number.How]++;
        if (number.How is Reading.Missing or Reading.RoomTemperature) return null;
        return Convert(column, ref number);
    }

    private string? ReadText(string text, PlannedColumn column, ref ParsedNumber number)
    {
        if (CellWords.MeansNoValue(text)) return null;
        if (CellWords.MeansTrace(text)) number = new(0, null, Reading.Trace, null);
        else if (column.Conversion?.To is { Quantity: Quantity.Temperature } unit && CellWords.MeansRoomTemperature(text))
            number = new(UnitConversion.Between("°C", unit.Symbol, out _)!.Convert(RoomCelsius), null, Reading.RoomTemperature, null);
        else if (text.Contains('\uFFFD', StringComparison.Ordinal)) return "a character cannot be read in this encoding; set 'encoding' in the mapping";
        else return NumberText.Read(text, sign, out number);
        return null;
    }

    private static string? Convert(PlannedColumn column, ref ParsedNumber number)
    {
        var conversion = column.Conversion;
        if (number.Unit is { } unit)
        {
            if (column.Field.Unit is null && column.Element is null) return $"the contract has no unit here and the cell has '{unit}'";
            if (!column.CellUnits.TryGetValue(unit, out var known))
            {
                var own = ColumnUnit.Choose(unit, column.Field, out _, out string? problem);
                column.CellUnits[unit] = known = (own, problem);
            }
            if (known.Problem is not null) return known.Problem;
            conversion = known.Conversion;
        }
        if (conversion is not { IsIdentity: false }) return null;
        double? spread = number.Spread is { } stated ? conversion.ConvertDifference(stated) : null;
        number = number with { Value = conversion.Convert(number.Value), Spread = spread };
        return null;
    }
}
