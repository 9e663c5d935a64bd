namespace FedMat.Materials;

/// <summary>Counts the rows that have each element.</summary>
internal sealed class ElementTally
{
    private readonly int[] rows = new int[Elements.All.Count + 1];
    private readonly int[] widths = new int[Elements.All.Count + 1];
    private readonly bool[] seen = new bool[Elements.All.Count + 1];

    public void Add(Record inputs)
    {
        int width = 0;
        foreach (var value in inputs.Values)
        {
            if (value.Composition is not { } composition) continue;
            foreach (var (element, _) in composition.Amounts)
            {
                if (seen[element.Number]) continue;
                seen[element.Number] = true;
                rows[element.Number]++;
                width++;
            }
        }
        widths[width]++;
        Array.Clear(seen);
    }

    public IReadOnlyList<ElementCoverage> Coverage() =>
        [.. Elements.All.Where(element => rows[element.Number] > 0).Select(element => new ElementCoverage(element.Symbol, element.Number, rows[element.Number]))];

    public IReadOnlyList<NameCount> PerRow() =>
        [.. Enumerable.Range(1, Elements.All.Count).Where(width => widths[width] > 0).Select(width => new NameCount($"{width}", widths[width]))];
}
