using FedMat.Crypto;

namespace FedMat.Storage.Node;

/// <summary>The table as it is when a study asks for its rows.</summary>
/// <param name="Rows">Hash of the rows.</param>
/// <param name="RowCount">How many.</param>
/// <param name="MinimumCell">By how many the study groups them.</param>
public sealed record NewSnapshot(Digest Rows, int RowCount, int MinimumCell);
