namespace FedMat.Materials;

/// <summary>One row of a file that is not blank.</summary>
/// <param name="Row">Its number in the file or sheet, from 1.</param>
/// <param name="Cells">As many as the row has.</param>
/// <param name="Problem">What is wrong with the row as a whole, without a full stop; or null.</param>
internal sealed record TableLine(int Row, TableCell[] Cells, string? Problem = null)
{
    public TableCell this[int column] => column < Cells.Length ? Cells[column] : default;
}
