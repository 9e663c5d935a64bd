namespace FedMat.Materials;

/// <summary>
/// Settles which header is read into which field: what a mapping says, then the surest match. What is not settled becomes a question that
/// lists the candidates.
/// </summary>
internal sealed class ColumnChoice
{
    private readonly HeaderCell[] headers;
    private readonly HeaderMatcher matcher;
    private readonly HashSet<int> settled = [];

    public ColumnChoice(HeaderCell[] headers, HeaderMatcher matcher)
    {
        this.headers = headers;
        this.matcher = matcher;
    }

    public List<HeaderMatch> Chosen { get; } = [];

    /// <summary>Values that hold for all rows.</summary>
    public List<(ContractField Field, MappedColumn Column)> Fixed { get; } = [];

    public List<string> Questions { get; } = [];

    /// <summary>Columns that a mapping names.</summary>
    public void Take(TableMapping mapping, string source)
    {
        foreach (var column in mapping.Columns)
        {
            var field = column.Means is { } means ? Field(means, source) : null;
            if (column.Value is not null)
            {
                Fixed.Add((field!, column));
                continue;
            }
            var header = Header(column, source);
            settled.Add(header.Position);
            if (field is null) continue;
            var element = column.Element is { } symbol ? Elements.Find(symbol) : null;
            if (Chosen.Exists(other => other.Field == field && other.Element == element))
                throw new InputException($"the mapping gives '{field.Name}' two columns", "Keep one of them.", source, column: column.Header);
            Chosen.Add(new(header, field, 0, column.Unit, element));
        }
    }

    /// <summary>Columns that only their headers tell.</summary>
    public void Match(IEnumerable<HeaderMatch> matches)
    {
        var open = matches.Where(match => !settled.Contains(match.Cell.Position) && !IsGiven(match.Field, match.Element)).ToList();
        var kept = new List<HeaderMatch>();
        foreach (var group in open.GroupBy(match => (match.Field, match.Element)))
        {
            int best = group.Min(match => match.Level);
            HeaderMatch[] surest = [.. group.Where(match => match.Level == best)];
            if (surest.Length == 1 && surest[0].Cell.Span == 1) kept.Add(surest[0]);
            else Questions.Add(Several(group.Key.Field, group.Key.Element, surest));
        }
        foreach (var group in kept.GroupBy(match => match.Cell.Position))
        {
            int best = group.Min(match => match.Level);
            HeaderMatch[] surest = [.. group.Where(match => match.Level == best)];
            if (surest.Length == 1) Chosen.Add(surest[0]);
            else Questions.Add($"The header {surest[0].Cell.Shown} may mean {Names(surest.Select(match => match.Field.Name))}: give it one 'means'.");
        }
        AskForMissing(open);
    }

    private void AskForMissing(List<HeaderMatch> open)
    {
        foreach (var field in matcher.Fields.Where(field => field.Required))
        {
            if (IsGiven(field, null) || Chosen.Exists(match => match.Field == field) || open.Exists(match => match.Field == field)) continue;
            string[] texts = [.. headers.Where(header => !Chosen.Exists(match => match.Cell == header)).Select(header => header.Text).Take(40)];
            string what = field.Input?.Elements is null ? "" : ", nor columns of elements,";
            Questions.Add(
                $"No column is '{field.Name}'{what} as the contract asks: give one 'means'. Not used so far: {Names(texts)}.{Spelling.Hint(field.Name, texts)}");
        }
    }

    private bool IsGiven(ContractField field, Element? element) =>
        Fixed.Exists(given => given.Field == field) || Chosen.Exists(match => match.Field == field && match.Element == element);

    private static string Several(ContractField field, Element? element, HeaderMatch[] surest)
    {
        string what = element is null ? $"'{field.Name}'" : $"{element} of '{field.Name}'";
        return surest.Length == 1
            ? $"The header {surest[0].Cell.Shown} is merged over {surest[0].Cell.Span} columns: say with 'position' which of them is {what}."
            : $"Several columns could be {what}: {string.Join(", ", surest.Select(match => match.Cell.Shown))}. Give 'means' to one.";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private ContractField Field(string name, string source)
    {
        var names = matcher.Fields.Select(field => field.Name);
        return matcher.Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new InputException(
            $"the mapping means '{name}', which is no column of the contract", $"Known: {string.Join(", ", names)}.{Spelling.Hint(name, names)}", source);
    }

    private HeaderCell Header(MappedColumn column, string source)
    {
        HeaderCell[] found = [.. headers.Where(header => (column.Position is null || header.Position == column.Position)
            && (column.Header is null || HeaderText.Fold(header.Text) == HeaderText.Fold(column.Header)))];
        if (found.Length == 1) return found[0];
        string which = (column.Header, column.Position) switch
        {
            (null, var position) => $"column {position}",
            (var text, null) => $"'{text}'",
            var (text, position) => $"'{text}' as column {position}",
        };
        throw new InputException(
            found.Length == 0 ? $"the mapping names {which}, which the header does not have" : $"the header has {which} {found.Length} times",
            found.Length == 0 ? $"It has {string.Join(", ", headers.Take(40).Select(header => header.Shown))}." : "Add 'position' to the mapping.", source);
    }
}
