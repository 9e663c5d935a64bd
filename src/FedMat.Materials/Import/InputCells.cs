using System.Globalization;

namespace FedMat.Materials;

/// <summary>Reads one input of a contract from its columns.</summary>
internal sealed class InputCells
{
    private readonly InputColumn input;
    private readonly PlannedColumn? column;
    private readonly NumberCells numbers;
    private readonly ElementCells? elements;
    private readonly Categories<string> categories;

    public InputCells(InputColumn input, PlannedColumn[] columns, NumberCells numbers)
    {
        this.input = input;
        this.numbers = numbers;
        column = Array.Find(columns, candidate => candidate.Element is null);
        if (column is null && columns.Length > 0) elements = new(columns, input.Elements!, numbers);
        categories = new(input.Categories.Select(category => KeyValuePair.Create(category, category)).Concat(input.Spellings));
    }

    /// <summary>The value, or <see cref="RecordValue.Missing"/> also where the rejections say what is wrong.</summary>
    public RecordValue Read(TableLine line, Rejections rejections)
    {
        if (elements is not null) return elements.Read(line, rejections) is { } composition ? RecordValue.Of(composition) : RecordValue.Missing;
        if (column is null) return RecordValue.Missing;
        var cell = column.Cell(line);
        var (value, problem) = input.Kind switch
        {
            ColumnKind.Composition => ReadFormula(cell),
            ColumnKind.Number => ReadNumber(cell),
            _ => ReadCategory(cell),
        };
        if (problem is null && value.IsMissing && !input.Optional) problem = "a value is missing";
        if (problem is not null) rejections.Add(column, cell, problem);
        return value;
    }

    private static (RecordValue, string?) ReadFormula(TableCell cell)
    {
        if (cell.IsEmpty || CellWords.MeansNoFormula(cell.Text)) return (RecordValue.Missing, null);
        if (cell.Kind is CellKind.Date or CellKind.Error) return (RecordValue.Missing, "the spreadsheet holds a date or an error here, and no formula");
        if (!Composition.TryParse(cell.Text, out var composition, out string? problem)) return (RecordValue.Missing, problem);
        var heaviest = composition.Amounts[^1].Element;
        return heaviest.Number <= DescriptorSet.HeaviestElement
            ? (RecordValue.Of(composition), null)
            : (RecordValue.Missing, $"{heaviest.Name} ({heaviest}) has no descriptors");
    }

    private (RecordValue, string?) ReadNumber(TableCell cell)
    {
        if (numbers.Read(cell, column!, out var number) is { } problem) return (RecordValue.Missing, problem);
        if (number.How == Reading.Missing) return (RecordValue.Missing, null);
        if (number.How == Reading.LowerBound) return (RecordValue.Missing, "an input needs a value, and this is a lower bound");
        double value = number.Value;
        if (number.How == Reading.UpperBound)
        {
            if (value <= 0 || column!.Conversion?.To.Quantity == Quantity.Temperature)
                return (RecordValue.Missing, "an input needs a value, and this is an upper bound");
            value /= 2;
            column.Counts[(int)Reading.UpperBound]--;
            column.Counts[(int)Reading.BelowDetection]++;
        }
        return OutOfRange(value, input.Minimum, input.Maximum, input.Unit) is { } reason ? (RecordValue.Missing, reason) : (RecordValue.Of(value), null);
    }

    private (RecordValue, string?) ReadCategory(TableCell cell)
    {
        if (cell.IsEmpty) return (RecordValue.Missing, null);
        if (categories.TryRead(cell.Text, out string category)) return (RecordValue.OfCategory(category), null);
        return CellWords.MeansNoValue(cell.Text) ? (RecordValue.Missing, null) : (RecordValue.Missing, categories.Problem(cell.Text));
    }

    public static string? OutOfRange(double value, double? minimum, double? maximum, string? unit) =>
        value < minimum || value > maximum
            ? string.Create(CultureInfo.InvariantCulture, $"{value} is outside the contract's range of {minimum} to {maximum}{(unit is null ? "" : " " + unit)}")
            : null;
}
