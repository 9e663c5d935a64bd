namespace FedMat.Materials;

/// <summary>Where the header is: in which sheet (or cut by which delimiter) and row the most of what the contract asks for is found.</summary>
internal static class HeaderFinder
{
    private const int RequiredWeight = 1000;

    /// <summary>Of a header over several columns: the row below, which tells them apart, is the better one.</summary>
    private const int SpreadWeight = 400;

    /// <param name="Head">The sheet, or the text as the right delimiter cuts it.</param>
    /// <param name="Index">The header's place among the head's lines.</param>
    /// <param name="Matches">What its cells mean.</param>
    /// <param name="Score">Above 0.</param>
    internal sealed record Found(TableHead Head, int Index, List<HeaderMatch> Matches, int Score);

    /// <returns>The best place of each sheet, or of the text, best first; empty where no header fits anything.</returns>
    public static List<Found> Find(IReadOnlyList<TableHead> heads, HeaderMatcher matcher, TableLayout layout)
    {
        var all = heads.Select(head => Best(head, matcher, layout.HeaderRow)).OfType<Found>().OrderByDescending(found => found.Score).ToList();
        if (heads[0].Sheet is not null) return all;
        // A text has one table: of its delimiters the one that cuts the header into most columns.
        return [.. all.OrderByDescending(found => (found.Score, found.Head.Lines[found.Index].Cells.Length)).Take(1)];
    }

    private static Found? Best(TableHead head, HeaderMatcher matcher, int? row)
    {
        Found? best = null;
        for (int i = 0; i < head.Lines.Count; i++)
        {
            if (row is not null && head.Lines[i].Row != row) continue;
            var matches = matcher.Match(HeaderCell.Of(head, i));
            int score = matches.GroupBy(match => match.Field).Sum(Weight);
            if (score > (best?.Score ?? 0)) best = new(head, i, matches, score);
        }
        return best;
    }

    private static int Weight(IGrouping<ContractField, HeaderMatch> found)
    {
        if (!found.Key.Required) return 1;
        return found.Any(match => match.Cell.Span == 1) ? RequiredWeight : SpreadWeight;
    }
}
