using System.Globalization;

namespace FedMat.Materials;

/// <summary>A cell as its file holds it: a text, or a number or date that a spreadsheet stores as one.</summary>
internal readonly record struct TableCell
{
    private TableCell(CellKind kind, string text, double number)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    public CellKind Kind { get; }

    /// <summary>Trimmed; of a number the shortest digits that read back as the same.</summary>
    public string Text => field ?? (Kind == CellKind.Number ? Number.ToString("R", CultureInfo.InvariantCulture) : "");

    public double Number { get; }

    public bool IsEmpty => Kind == CellKind.Empty;

    public static TableCell Of(string text)
    {
        string trimmed = text.AsSpan().Trim().Length == text.Length ? text : text.Trim();
        return trimmed.Length == 0 ? default : new(CellKind.Text, trimmed, 0);
    }

    public static TableCell Of(double number) => new(CellKind.Number, null!, number);

    public static TableCell OfDate(string shown) => new(CellKind.Date, shown, 0);

    /// <summary>A formula that failed, such as #DIV/0!.</summary>
    public static TableCell OfError(string shown) => new(CellKind.Error, shown, 0);
}
