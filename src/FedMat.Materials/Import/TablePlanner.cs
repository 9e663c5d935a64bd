namespace FedMat.Materials;

/// <summary>Decides how a file's table is read: its place, its columns, their units, the decimal sign; and says what it assumed.</summary>
internal sealed class TablePlanner(DataContract contract, TableMapping? given, string source, List<string> notes)
{
    private readonly HeaderMatcher matcher = new(contract);
    private readonly TableLayout layout = given?.Layout ?? new();
    private readonly List<string> questions = [];

    public TablePlan Plan(ITableFile file, string? encoding)
    {
        if (given is not null && given.Contract != contract.Name)
            throw new InputException($"the mapping is for the contract '{given.Contract}'", $"This one is '{contract.Name}'.", source);
        var (head, index, matches) = Place(file);
        var headers = HeaderCell.Of(head, index);
        var choice = new ColumnChoice(headers, matcher);
        if (given is not null) choice.Take(given, source);
        choice.Match(matches);
        questions.AddRange(choice.Questions);
        var units = UnitLine.Find(head, index, choice.Chosen, layout, source);
        PlannedColumn[] columns = [.. choice.Chosen.Select(match => Column(match, units)), .. choice.Fixed.Select(pair => Fixed(pair.Field, pair.Column))];
        int first = Math.Max(head.Lines[index].Row, units?.Row ?? 0) + 1;
        var sign = Sign(head.Lines.Where(line => line.Row >= first), columns);
        NoteUnused(headers, choice);
        var found = new TableLayout
        {
            Sheet = head.Sheet, Encoding = head.Sheet is null ? encoding : null, Delimiter = head.Delimiter, Decimal = sign, HeaderRow = head.Lines[index].Row,
            UnitRow = units?.Row,
        };
        var mapping = new TableMapping(contract.Name, found, [.. Written(headers, columns, choice)], questions);
        return new(head, head.Lines[index].Row, first, headers.Length == 0 ? 0 : headers[^1].Position, sign, columns, mapping);
    }

    private (TableHead Head, int Index, List<HeaderMatch> Matches) Place(ITableFile file)
    {
        var found = HeaderFinder.Find(file.Heads, matcher, layout);
        if (found.Count == 0) return Stated(file);
        var best = found[0];
        string[] rivals = [.. found.Where(other => other.Score == best.Score).Select(other => $"'{other.Head.Sheet}'")];
        if (rivals.Length > 1) questions.Add($"The sheets {string.Join(", ", rivals)} fit equally well: name the one that is meant as 'sheet'.");
        else if (file.Heads.Count > 1 && best.Head.Sheet is { } sheet)
            notes.Add($"The sheet '{sheet}' was chosen of {file.Heads.Count}: its header fits the contract best.");
        if (layout.HeaderRow is null && best.Head.Lines[best.Index].Row > 1) notes.Add($"The header was found in row {best.Head.Lines[best.Index].Row}.");
        return (best.Head, best.Index, best.Matches);
    }

    /// <summary>No header fits anything: where a mapping says, or else the first row, so that there is a proposal to correct.</summary>
    private (TableHead Head, int Index, List<HeaderMatch> Matches) Stated(ITableFile file)
    {
        var head = file.Heads.FirstOrDefault(candidate => candidate.Lines.Any(line => layout.HeaderRow is null || line.Row == layout.HeaderRow))
            ?? throw new InputException(
                layout.HeaderRow is { } row ? $"there is no row {row} among the first {TableHead.MostLines}" : "there is no row in it",
                "Give a table with a header and rows.", source);
        if (layout.HeaderRow is null) questions.Add("No row looks like a header of the contract's columns: say which one is, as 'headerRow'.");
        return (head, head.Lines.Select((line, i) => (line, i)).First(pair => layout.HeaderRow is null || pair.line.Row == layout.HeaderRow).i, []);
    }

    private PlannedColumn Column(HeaderMatch match, TableLine? units)
    {
        string? stated = match.Unit ?? (units is null ? null : UnitLine.Of(units[match.Cell.Position - 1]));
        bool named = HeaderText.Fold(match.Cell.Text) == HeaderText.Fold(match.Field.Name);
        UnitConversion? conversion = null;
        if (match.Field.IsNumber || match.Element is not null)
        {
            conversion = ColumnUnit.Choose(stated, match.Field, out string? note, out string? problem);
            if (note is not null && !(named && stated is null)) notes.Add($"Column {match.Cell.Shown}: {note}.");
            if (problem is not null) questions.Add($"Column {match.Cell.Shown} cannot be '{match.Field.Name}': {problem}.");
            if (conversion is { IsIdentity: false }) notes.Add($"Column {match.Cell.Shown} is converted from {conversion.From} into {conversion.To}.");
        }
        return new(match.Cell.Position - 1, match.Cell.Text, match.Field, match.Element, conversion);
    }

    private PlannedColumn Fixed(ContractField field, MappedColumn column)
    {
        string? problem = null;
        var conversion = field.IsNumber ? ColumnUnit.Choose(column.Unit ?? field.Unit, field, out _, out problem) : null;
        if (problem is not null) questions.Add($"The value '{column.Value}' cannot be '{field.Name}': {problem}.");
        notes.Add($"'{field.Name}' is the same in all rows, as the mapping says.");
        return new(-1, field.Name, field, null, conversion, TableCell.Of(column.Value!));
    }

    private DecimalSign Sign(IEnumerable<TableLine> lines, PlannedColumn[] columns)
    {
        if (layout.Decimal != DecimalSign.Unstated) return layout.Decimal;
        var sign = DecimalEvidence.Of(lines, [.. columns
            .Where(column => column.Index >= 0 && (column.Field.IsNumber || column.Element is not null)).Select(column => column.Index)]);
        if (sign == DecimalSign.Comma) notes.Add("Numbers were read with decimal commas, as the first rows have them.");
        return sign;
    }

    private void NoteUnused(HeaderCell[] headers, ColumnChoice choice)
    {
        string[] unused = [.. headers.Where(header => !choice.Chosen.Exists(match => match.Cell.Position == header.Position)).Select(header => header.Shown)];
        if (unused.Length > 0) notes.Add($"Not read: {string.Join(", ", unused.Take(40))}{(unused.Length > 40 ? $" and {unused.Length - 40} more" : "")}.");
    }

    private static IEnumerable<MappedColumn> Written(HeaderCell[] headers, PlannedColumn[] columns, ColumnChoice choice)
    {
        foreach (var header in headers)
        {
            var column = Array.Find(columns, candidate => candidate.Index == header.Position - 1);
            yield return new(header.Text, header.Position, column?.Field.Name, column?.Element?.Symbol, column?.Conversion?.From.Symbol);
        }
        foreach (var (_, column) in choice.Fixed) yield return column;
    }
}
