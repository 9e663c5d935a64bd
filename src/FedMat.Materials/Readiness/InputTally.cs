namespace FedMat.Materials;

/// <summary>Collects one input over the rows used.</summary>
internal sealed class InputTally(InputColumn input, int place, string? role)
{
    /// <summary>A learner leaves an input out whose spread is below this part of its range.</summary>
    private const double ConstantPart = 1e-6;

    private readonly Dictionary<string, int> categories = input.Categories.ToDictionary(category => category, _ => 0, StringComparer.Ordinal);
    private Composition? first;
    private bool differs;
    private int missing;

    public InputColumn Input => input;

    /// <summary>The values of a number; null for other kinds.</summary>
    public NumberColumn? Numbers { get; } = input.Kind == ColumnKind.Number ? new() : null;

    public void Add(Record inputs)
    {
        var value = inputs.Values[place];
        Numbers?.Add(value.Number);
        if (value.IsMissing) missing++;
        else if (value.Category is { } category) categories[category] = categories.GetValueOrDefault(category) + 1;
        else if (value.Composition is { } composition) differs |= !composition.Equals(first ??= composition);
    }

    /// <param name="sorted">The values of a number, the smallest first; empty for other kinds.</param>
    /// <param name="rows">How many there are.</param>
    public InputCoverage Coverage(double[] sorted, int rows)
    {
        var figures = sorted.Length > 0 ? NumberFigures.Of(sorted) : null;
        NameCount[] counts = [.. categories.Select(pair => new NameCount(pair.Key, pair.Value)).OrderBy(count => count.Name, StringComparer.Ordinal)];
        bool constant = input.Kind switch
        {
            ColumnKind.Number => figures is null || !(figures.Deviation > ConstantPart * Range()),
            ColumnKind.Category => counts.Count(count => count.Rows > 0) < 2,
            _ => !differs,
        };
        return new(
            input.Name, input.Kind, input.Unit, role, missing, rows > 1 && constant && (missing == 0 || missing == rows), figures,
            sorted.Length > 0 ? Histogram.Of(sorted) : null, counts);
    }

    private double Range() => input is { Minimum: { } minimum, Maximum: { } maximum } && maximum > minimum ? maximum - minimum : 1;
}
