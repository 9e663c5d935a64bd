namespace FedMat.Node;

/// <summary>What a check of an egress ledger found: it holds together.</summary>
/// <param name="Last">The last line; null where there is none.</param>
/// <param name="Vectors">Masked vectors that were let go.</param>
/// <param name="Receipts">Signed receipts for them.</param>
/// <param name="Messages">Other messages.</param>
/// <param name="IsAnchored">Whether it was held against an anchor.</param>
public sealed record LedgerReport(LedgerAnchor? Last, int Vectors, int Receipts, int Messages, bool IsAnchored);
