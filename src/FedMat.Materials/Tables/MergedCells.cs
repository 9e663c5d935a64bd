namespace FedMat.Materials;

/// <summary>A rectangle of cells that a spreadsheet shows as one; the value stands in its first cell. Rows and columns from 1.</summary>
internal readonly record struct MergedCells(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public bool Holds(int row, int column) => row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}
