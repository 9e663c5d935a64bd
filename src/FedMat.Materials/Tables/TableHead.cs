namespace FedMat.Materials;

/// <summary>The first rows of a sheet, or of a text as one delimiter cuts it.</summary>
/// <param name="Sheet">The sheet's name; null of a text.</param>
/// <param name="Delimiter">Of a text; null of a sheet.</param>
/// <param name="Lines">At most <see cref="MostLines"/>.</param>
/// <param name="Merged">Cells that are merged into one, of the whole sheet.</param>
internal sealed record TableHead(string? Sheet, char? Delimiter, IReadOnlyList<TableLine> Lines, IReadOnlyList<MergedCells> Merged)
{
    public const int MostLines = 64;
}
