namespace FedMat.Materials;

/// <summary>What the percents of an alloy are of.</summary>
public enum PercentBasis
{
    /// <summary>Of its weight: wt%, mass%.</summary>
    Weight,

    /// <summary>Of its atoms: at%, mol%.</summary>
    Atomic,
}
