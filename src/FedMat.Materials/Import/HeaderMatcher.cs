namespace FedMat.Materials;

/// <summary>Finds which headers mean which fields of a contract.</summary>
internal sealed class HeaderMatcher
{
    private readonly ContractField[] fields;
    private readonly Dictionary<string, List<(ContractField Field, int Level)>> byName = [];
    private readonly ContractField? elements;

    public HeaderMatcher(DataContract contract)
    {
        fields = ContractField.Of(contract);
        elements = Array.Find(fields, field => field.Input?.Elements is not null);
        foreach (var field in fields)
        {
            Know(HeaderText.Fold(field.Name), field, 0);
            Know(HeaderText.Fold(Units.Quantity(field.Name)), field, 1);
            foreach (string synonym in field.Synonyms)
                foreach (var reading in HeaderText.Readings(synonym)) Know(reading.Name, field, 2);
        }
    }

    public IReadOnlyList<ContractField> Fields => fields;

    /// <summary>Every match of a row of headers, for each header the surest ones only.</summary>
    public List<HeaderMatch> Match(HeaderCell[] headers) => [.. headers.SelectMany(Match)];

    private HeaderMatch[] Match(HeaderCell header)
    {
        var found = new Dictionary<ContractField, HeaderMatch>();
        foreach (var reading in Readings(header))
        {
            if (!byName.TryGetValue(reading.Name, out var meant)) continue;
            foreach (var (field, level) in meant)
                if (!found.TryGetValue(field, out var known) || level < known.Level || level == known.Level && known.Unit is null)
                    found[field] = new(header, field, level, reading.Unit);
        }
        if (found.Count == 0) return elements is null ? [] : MatchElement(header);
        int best = found.Values.Min(match => match.Level);
        return [.. found.Values.Where(match => match.Level == best)];
    }

    private HeaderMatch[] MatchElement(HeaderCell header)
    {
        foreach (var reading in Readings(header))
        {
            // Folding lost the case that tells Co from CO, so the text itself decides.
            string text = reading.Unit is null ? header.Text : Uncut(header.Text, reading.Name);
            if (HeaderText.Element(HeaderText.Fold(text), text) is { } element)
                return [new(header, elements!, 1, reading.Unit ?? UnitOver(header), element)];
        }
        return [];
    }

    /// <summary>The part of a header that folds to a name.</summary>
    private static string Uncut(string text, string name)
    {
        string narrow = WideText.Narrow(text).Trim();
        for (int length = 1; length < narrow.Length; length++)
        {
            if (HeaderText.Fold(narrow[..length]) == name) return narrow[..length].Trim(' ', '_');
            if (HeaderText.Fold(narrow[^length..]) == name) return narrow[^length..].Trim(' ', '_');
        }
        return narrow;
    }

    /// <summary>The header itself; then with what stands over it, of which it may be the unit.</summary>
    private static IEnumerable<HeaderReading> Readings(HeaderCell header)
    {
        foreach (var reading in HeaderText.Readings(header.Text)) yield return reading.Unit is null ? reading with { Unit = UnitOver(header) } : reading;
        if (header.Over is not { } over) yield break;
        if (UnitSpelling.Read(header.Text.Trim('(', ')', '[', ']')) is not null)
            foreach (var reading in HeaderText.Readings(over)) yield return reading with { Unit = header.Text.Trim('(', ')', '[', ']') };
        foreach (var reading in HeaderText.Readings($"{over} {header.Text}")) yield return reading;
    }

    private static string? UnitOver(HeaderCell header) =>
        header.Over is { } over ? HeaderText.Readings(over).Select(reading => reading.Unit).FirstOrDefault(unit => unit is not null) : null;

    private void Know(string name, ContractField field, int level)
    {
        if (name.Length == 0) return;
        if (!byName.TryGetValue(name, out var meant)) byName[name] = meant = [];
        if (!meant.Exists(known => known.Field == field)) meant.Add((field, level));
    }
}
