namespace FedMat.Materials;

/// <summary>A column's header: its own cell, or the one above where it is merged downwards; and what stands over several columns.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Text">Never empty.</param>
/// <param name="Over">The merged header over this and other columns, or null.</param>
/// <param name="Span">Over how many columns this header itself is merged.</param>
internal sealed record HeaderCell(int Position, string Text, string? Over, int Span)
{
    public string Shown => Over is null ? $"'{Text}' (column {Position})" : $"'{Over} > {Text}' (column {Position})";

    /// <summary>The headers of a row; columns without one are left out.</summary>
    public static HeaderCell[] Of(TableHead head, int index)
    {
        var line = head.Lines[index];
        var above = index > 0 && head.Lines[index - 1].Row == line.Row - 1 ? head.Lines[index - 1] : null;
        int width = Math.Max(line.Cells.Length, above?.Cells.Length ?? 0);
        var near = head.Merged.Where(merge => merge.FirstRow <= line.Row && merge.LastRow >= line.Row - 1).Take(4096).ToArray();
        var cells = new List<HeaderCell>();
        for (int i = 0; i < width; i++)
        {
            string text = line[i].Text;
            if (text.Length == 0 && above is not null && (head.Sheet is null || IsTall(near, line.Row, i + 1))) text = above[i].Text;
            if (text.Length == 0) continue;
            cells.Add(new(i + 1, text, Above(near, above, i + 1), Width(near, line.Row, i + 1)));
        }
        return [.. cells];
    }

    private static bool IsTall(MergedCells[] near, int row, int column) =>
        near.Any(merge => merge.FirstRow < row && merge.FirstColumn == column && merge.Holds(row, column));

    private static string? Above(MergedCells[] near, TableLine? above, int column)
    {
        if (above is null) return null;
        foreach (var merge in near)
        {
            if (merge.LastRow != above.Row || merge.LastColumn == merge.FirstColumn || !merge.Holds(above.Row, column)) continue;
            return above[merge.FirstColumn - 1].Text is { Length: > 0 } text ? text : null;
        }
        return null;
    }

    private static int Width(MergedCells[] near, int row, int column)
    {
        foreach (var merge in near)
            if (merge.FirstColumn == column && merge.Holds(row, column)) return merge.LastColumn - merge.FirstColumn + 1;
        return 1;
    }
}
