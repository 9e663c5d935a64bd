namespace FedMat.Materials;

/// <summary>The row of units below a header.</summary>
internal static class UnitLine
{
    /// <summary>The line below the header if it holds units: every number's cell is one, a dash or empty, and one unit at least is there.</summary>
    public static TableLine? Find(TableHead head, int headerIndex, IEnumerable<HeaderMatch> matches, TableLayout layout, string source)
    {
        if (layout.UnitRow is { } stated)
        {
            return head.Lines.FirstOrDefault(line => line.Row == stated) ?? throw new InputException(
                $"there is no row {stated} among the first {TableHead.MostLines}", "Correct 'unitRow' in the mapping.", source);
        }
        if (headerIndex + 1 >= head.Lines.Count) return null;
        var line = head.Lines[headerIndex + 1];
        int units = 0;
        foreach (var match in matches.Where(match => match.Field.IsNumber || match.Element is not null))
        {
            var cell = line[match.Cell.Position - 1];
            if (cell.IsEmpty || cell.Text is "-" or "—" or "/" || cell.Text == match.Cell.Text) continue;
            if (Of(cell) is null) return null;
            units++;
        }
        return units > 0 ? line : null;
    }

    /// <summary>The unit in a cell, also in brackets; null where there is none.</summary>
    public static string? Of(TableCell cell)
    {
        if (cell.Kind != CellKind.Text) return null;
        string text = WideText.Narrow(cell.Text).Trim().Trim('(', ')', '[', ']');
        // A bare 1 is a unit, but in a table it is a number.
        return UnitSpelling.Read(text) is null || text.All(char.IsAsciiDigit) ? null : text;
    }
}
