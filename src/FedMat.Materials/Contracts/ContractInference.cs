namespace FedMat.Materials;

/// <summary>Guesses a data contract from a table; the user sees the guess and can keep it as a file.</summary>
internal static class ContractInference
{
    private static readonly string[] CompositionNames = ["composition", "formula"];

    public static DataContract Infer(Table table, string? name)
    {
        ArgumentNullException.ThrowIfNull(table);
        var target = Target(table);
        var inputs = new List<InputColumn>();
        for (int column = 0; column < table.Columns.Count - 1; column++)
            if (!DataContract.IsBookkeeping(table.Columns[column])) inputs.Add(Input(table, column));
        if (inputs.Count == 0)
            throw new InputException("no column is left as an input", "Add what the target depends on, such as composition.", table.Source);
        return ContractRules.Checked(
            target.Bounds.Count == 0 ? 1 : DataContract.CurrentFormat, name ?? Units.Quantity(target.Name), inputs, target, DescriptorSet.Default,
            ContractRoles.None, table.Source);
    }

    private static TargetColumn Target(Table table)
    {
        string name = table.Columns[^1];
        if (DataContract.IsBookkeeping(name))
        {
            throw new InputException(
                "the last column is bookkeeping, where the target belongs", "Put the column to be predicted last.", table.Source, 1, name);
        }
        string unit = Units.OfColumn(name) ?? throw new InputException(
            "the target has no unit that is known",
            $"Name it quantity_unit, such as band_gap_eV or yield_strength_MPa. Units: {string.Join(", ", Units.Suffixes)}.",
            table.Source, 1, name);
        int column = table.Columns.Count - 1;
        var (minimum, maximum) = Range(Numbers(table, column, cell => TargetText.TryRead(cell, unit, out double value, out _) ? value : null), unit);
        Censoring[] sides =
        [
            .. table.Rows.Select(row => TargetText.TryRead(row[column], unit, out _, out var side) ? side : Censoring.None)
                .Where(side => side != Censoring.None).Distinct().Order(),
        ];
        return new(name, unit, minimum, maximum) { Bounds = sides };
    }

    private static InputColumn Input(Table table, int column)
    {
        string name = table.Columns[column];
        string[] cells = [.. table.Rows.Select(row => row[column]).Where(cell => cell.Length > 0)];
        if (cells.Length == 0)
            throw new InputException("every cell is empty", "Remove the column.", table.Source, 1, name);
        if (IsComposition(name, cells)) return new(name, ColumnKind.Composition, null, null, null, []);
        bool optional = cells.Length < table.Rows.Count;
        if (cells.Count(cell => Units.TryReadNumber(cell, out _)) * 2 > cells.Length)
        {
            string? unit = Units.OfColumn(name);
            var (minimum, maximum) = Range(Numbers(table, column, cell => Units.TryReadNumber(cell, out double value) ? value : null), unit);
            return new(name, ColumnKind.Number, unit, minimum, maximum, [], optional);
        }
        string[] categories = [.. cells.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (categories.Length > ContractRules.MostCategories)
        {
            throw new InputException(
                $"there are {categories.Length} different texts, too many for categories",
                $"Remove the column, or name it {string.Join(", ", DataContract.BookkeepingColumns)} if it only identifies rows.",
                table.Source, 1, name);
        }
        return new(name, ColumnKind.Category, null, null, null, categories, optional);
    }

    /// <summary>By its name, or because every cell is a formula; a column of bare element symbols (a lattice site) is a category.</summary>
    private static bool IsComposition(string name, string[] cells)
    {
        if (CompositionNames.Contains(name, StringComparer.OrdinalIgnoreCase)) return true;
        if (cells.All(cell => Elements.Find(cell) is not null)) return false;
        return cells.All(cell => Composition.TryParse(cell, out _, out _));
    }

    private static IEnumerable<double> Numbers(Table table, int column, Func<string, double?> read)
    {
        foreach (var row in table.Rows)
        {
            if (row[column].Length == 0) continue;
            yield return read(row[column]) ?? throw RecordReader.NotANumber(row[column], new Place(table.Source, row.Line, table.Columns[column]));
        }
    }

    /// <summary>The range of the values, rounded outward to a tenth of its own decade, and no lower than physics allows.</summary>
    private static (double Minimum, double Maximum) Range(IEnumerable<double> values, string? unit)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (double value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }
        const double Exact = 1e15;
        if (!(lowest >= -Exact && highest <= Exact)) return (Math.Min(lowest, 0), Math.Max(highest, 1));
        decimal low = (decimal)lowest;
        decimal high = (decimal)highest;
        decimal span = high > low ? high - low : Math.Max(Math.Abs(high), 1);
        decimal step = Step(span);
        decimal bottom = decimal.Floor(low / step) * step;
        decimal top = decimal.Ceiling(high / step) * step;
        // A decimal keeps fifteen figures of a double, so an edge can fall a hair inside.
        if ((double)bottom > lowest) bottom -= step;
        if ((double)top < highest || top == bottom) top += step;
        return (Math.Max((double)bottom, Math.Min(lowest, Units.Floor(unit) ?? double.NegativeInfinity)), (double)top);
    }

    private static decimal Step(decimal span)
    {
        decimal step = 1e-9m;
        while (step * 100 <= span) step *= 10;
        return step;
    }
}
