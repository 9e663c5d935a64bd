namespace FedMat.Materials;

/// <summary>The rows of a sheet, one after the other; blank ones are passed over.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="InputException">The file cannot be read any further.</exception>
    TableLine? Next();
}
