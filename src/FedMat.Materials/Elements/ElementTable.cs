namespace FedMat.Materials;

/// <summary>The tables of elements that are part of this room: CSV without quotes, a header, then one row an element, empty where nothing is known.</summary>
internal static class ElementTable
{
    /// <summary>The cells of every line, the header first.</summary>
    public static string[][] Read(string name)
    {
        using var stream = typeof(ElementTable).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException("There is no such table in this room.", nameof(name));
        using var reader = new StreamReader(stream);
        var lines = new List<string[]>();
        while (reader.ReadLine() is { } line) lines.Add(line.Split(','));
        return [.. lines];
    }

    /// <summary>A number, or NaN for an empty cell.</summary>
    public static double Number(string cell)
    {
        if (cell.Length == 0) return double.NaN;
        return Units.TryReadNumber(cell, out double value) ? value : throw new FormatException($"'{cell}' is no number.");
    }
}
