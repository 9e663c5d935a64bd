namespace FedMat.Aggregation.Tests;

/// <summary>The rows of a node's ledger. Equal if the rows are.</summary>
internal sealed class LedgerRows : IEquatable<LedgerRows>
{
    private readonly string text;
    private readonly int hash;

    public LedgerRows(IReadOnlyList<SignedCohort> rows)
    {
        Rows = rows;
        text = string.Concat(rows.Select(row => $"{row.Key.Short}{row.Attempt}{row.Cohort.Hash.Short}{row.Status}"));
        hash = text.GetHashCode();
    }

    public IReadOnlyList<SignedCohort> Rows { get; }

    public bool Equals(LedgerRows? other) => ReferenceEquals(this, other) || (hash == other?.hash && text == other.text);

    public override bool Equals(object? obj) => Equals(obj as LedgerRows);

    public override int GetHashCode() => hash;
}
