namespace FedMat.Materials;

/// <summary>Where in a file the table is and how its text is written; null means: find it.</summary>
public sealed record TableLayout
{
    /// <summary>The sheet's name; of a workbook only.</summary>
    public string? Sheet { get; init; }

    /// <summary>utf-8, utf-16le, utf-16be, gb18030, shift-jis or windows-1252; of a text only.</summary>
    public string? Encoding { get; init; }

    /// <summary>Of a text only.</summary>
    public char? Delimiter { get; init; }

    public DecimalSign Decimal { get; init; }

    /// <summary>From 1.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>The row of units below the header, from 1.</summary>
    public int? UnitRow { get; init; }
}
