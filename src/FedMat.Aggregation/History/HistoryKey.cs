using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Under what a list of survivors is remembered. Sums under one key are compared with each other, whatever study, round or attempt they
/// were in.
/// </summary>
public static class HistoryKey
{
    /// <summary>The same vector: it goes into sums over one list only.</summary>
    /// <param name="state">Hash of the model state.</param>
    /// <param name="ask">Hash of what was asked.</param>
    /// <param name="snapshot">Number of this member's frozen rows.</param>
    public static Digest Contribution(Digest state, Digest ask, int snapshot) =>
        new CanonicalWriter("fedmat.history.contribution.v1").Digest(state).Digest(ask).Int32(snapshot).ToDigest();

    /// <summary>
    /// Exact sums of the same rows: two of them over lists that differ tell of the difference. Training rows are one family across studies
    /// and snapshots, so a changed row is a difference too; hold-out rows are one family for each model that they measure.
    /// </summary>
    /// <param name="part">Which rows.</param>
    /// <param name="state">Hash of the model state; of no account for training rows.</param>
    public static Digest Family(RowPart part, Digest state)
    {
        CanonicalWriter writer = new CanonicalWriter("fedmat.history.family.v1").Int32((int)part);
        return (part == RowPart.Training ? writer : writer.Digest(state)).ToDigest();
    }
}
