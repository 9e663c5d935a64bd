namespace FedMat.Materials;

/// <summary>A file with one or several tables, of which one is read.</summary>
internal interface ITableFile : IDisposable
{
    /// <summary>What there is to choose from; at least one.</summary>
    IReadOnlyList<TableHead> Heads { get; }

    /// <summary>All rows of the one that is chosen, the head included; to be called once.</summary>
    /// <param name="chosen">One of the heads.</param>
    /// <param name="width">How many columns are wanted; a sheet's others are not looked at.</param>
    ITableRows Rows(TableHead chosen, int width);
}
