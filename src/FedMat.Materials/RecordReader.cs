using System.Globalization;

namespace FedMat.Materials;

/// <summary>Reads records of one contract, from the rows of a table or as a person types one for a prediction.</summary>
public sealed class RecordReader
{
    private readonly DataContract contract;

    public RecordReader(DataContract contract) => this.contract = contract ?? throw new ArgumentNullException(nameof(contract));

    /// <summary>The inputs of a row; every input column of the contract must be there.</summary>
    /// <exception cref="InputException">A column is missing, or a cell does not fit the contract.</exception>
    public Record Read(TableRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var values = new RecordValue[contract.Inputs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var input = contract.Inputs[i];
            string cell = row[input.Name] ?? throw MissingColumn(row.Table, input.Name);
            values[i] = ReadCell(input, cell, new Place(row.Table.Source, row.Line, input.Name));
        }
        return new Record(values);
    }

    /// <summary>The inputs and the targets of a row. The target may be missing where an auxiliary one is there.</summary>
    /// <exception cref="InputException">As for <see cref="Read(TableRow)"/>, or the target is not there or does not fit.</exception>
    public LabelledRow ReadLabelled(TableRow row)
    {
        var record = Read(row);
        var target = contract.Target;
        string cell = row[target.Name] ?? throw MissingColumn(row.Table, target.Name);
        var place = new Place(row.Table.Source, row.Line, target.Name);
        double?[] auxiliary = ReadAuxiliary(row);
        if (cell.Length == 0 && !auxiliary.Any(value => value is not null)) throw place.Error("the target is missing", "Fill it in or remove the row.");
        (double value, Censoring side) = cell.Length == 0 ? (double.NaN, Censoring.None) : ReadTarget(cell, place);
        return new(row.Line, record, value, Censoring: side, Group: GroupOf(row)) { Auxiliary = auxiliary };
    }

    private (double Value, Censoring Side) ReadTarget(string cell, Place place)
    {
        var target = contract.Target;
        if (!TargetText.TryRead(cell, target.Unit, out double value, out var side)) throw NotANumber(cell, place);
        if (side != Censoring.None && !target.Bounds.Contains(side))
            throw place.Error($"{cell} is a bound, which the contract does not allow here", "Name its side in the target's 'censoring', or remove the row.");
        RequireWithin(cell, value, target.Unit, target.Minimum, target.Maximum, place);
        return (value, side);
    }

    /// <summary>The auxiliary targets of a row: null where the cell is empty, or the table has no such column.</summary>
    private double?[] ReadAuxiliary(TableRow row)
    {
        var values = new double?[contract.Auxiliary.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var target = contract.Auxiliary[i];
            if (row[target.Name] is { Length: > 0 } cell)
                values[i] = ReadNumber(cell, target.Unit, target.Minimum, target.Maximum, new Place(row.Table.Source, row.Line, target.Name));
        }
        return values;
    }

    /// <summary>What the contract's groups say of a row; null where the table has none of their columns, or the cells are empty.</summary>
    private string? GroupOf(TableRow row) => RowGroup.Of(contract.Groups.Select(column => row[column.Name]));

    /// <summary>One record as typed: a composition, if the contract has one, and conditions written <c>name=value</c>.</summary>
    /// <param name="composition">For the contract's first composition input; null where it has none.</param>
    /// <param name="conditions">The other inputs; an optional one may be left out.</param>
    /// <exception cref="InputException">A name that is unknown, missing or given twice, or a value that does not fit.</exception>
    public Record Read(string? composition, IEnumerable<string> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (composition is not null) Give(given, FirstComposition(composition), composition);
        foreach (string condition in conditions)
        {
            int mark = condition.IndexOf('=', StringComparison.Ordinal);
            if (mark <= 0) throw new InputException($"'{condition}' is no condition", "Write name=value.");
            Give(given, KnownInput(condition[..mark].Trim()).Name, condition[(mark + 1)..].Trim());
        }
        return new Record([.. contract.Inputs.Select(
            input => ReadCell(input, given.GetValueOrDefault(input.Name, ""), new Place(null, null, input.Name)))]);
    }

    internal static InputException NotANumber(string text, Place place) =>
        place.Error($"'{text}' is not a number", "Write a number such as 12.5, or leave the cell empty where the contract allows it.");

    private static InputException MissingColumn(Table table, string column)
    {
        string others = string.Join(", ", table.Columns);
        return new("the contract asks for this column and the table has none of that name",
            $"Rename or add it; the table has {others}.{Spelling.Hint(column, table.Columns)}", table.Source, 1, column);
    }

    private static RecordValue ReadCell(InputColumn input, string cell, Place place)
    {
        if (cell.Length == 0)
        {
            return input.Optional
                ? RecordValue.Missing
                : throw place.Error("a value is missing", "Fill it in, or make the input optional in the contract.");
        }
        return input.Kind switch
        {
            ColumnKind.Composition => RecordValue.Of(ReadComposition(cell, place)),
            ColumnKind.Number => RecordValue.Of(ReadNumber(cell, input.Unit, input.Minimum, input.Maximum, place)),
            _ => RecordValue.OfCategory(ReadCategory(input, cell, place)),
        };
    }

    private static Composition ReadComposition(string cell, Place place)
    {
        if (!Composition.TryRead(cell, out var composition, out var problem)) throw place.Error(problem.Problem, problem.Remedy);
        var heaviest = composition.Amounts[^1].Element;
        return heaviest.Number <= DescriptorSet.HeaviestElement
            ? composition
            : throw place.Error(
                $"{heaviest.Name} ({heaviest}) has no descriptors", $"Elements up to {Elements.Of(DescriptorSet.HeaviestElement)} have.");
    }

    private static double ReadNumber(string cell, string? unit, double? minimum, double? maximum, Place place)
    {
        if (!Units.TryReadNumber(cell, out double value)) throw NotANumber(cell, place);
        RequireWithin(cell, value, unit, minimum, maximum, place);
        return value;
    }

    private static void RequireWithin(string cell, double value, string? unit, double? minimum, double? maximum, Place place)
    {
        if (!(value < minimum) && !(value > maximum)) return;
        string range = string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}{(unit is null ? "" : " " + unit)}");
        throw place.Error($"{cell} is outside the contract's range of {range}", "Correct the value or its unit, or remove the row.");
    }

    private static string ReadCategory(InputColumn input, string cell, Place place) =>
        input.Categories.Contains(cell, StringComparer.Ordinal)
            ? cell
            : throw place.Error(
                $"'{cell}' is no category of the contract",
                $"Use one of {string.Join(", ", input.Categories)}.{Spelling.Hint(cell, input.Categories)}");

    private static void Give(Dictionary<string, string> given, string name, string value)
    {
        if (!given.TryAdd(name, value)) throw new InputException("two values are given", "Give one.", column: name);
    }

    private string FirstComposition(string written) =>
        contract.Inputs.FirstOrDefault(input => input.Kind == ColumnKind.Composition)?.Name
        ?? throw new InputException($"'{written}' is given as a composition and the contract has none", $"Give {Wanted()}.");

    private InputColumn KnownInput(string name)
    {
        var names = contract.Inputs.Select(input => input.Name);
        return contract.Inputs.FirstOrDefault(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"'{name}' is no input of the contract", $"Give {Wanted()}.{Spelling.Hint(name, names)}");
    }

    private string Wanted() => string.Join(", ", contract.Inputs.Select(input => $"{input.Name}=..."));
}
