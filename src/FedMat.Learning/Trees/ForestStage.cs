namespace FedMat.Learning;

/// <summary>What a forest sums next.</summary>
internal enum ForestStage : byte
{
    /// <summary>How many rows there are, and their weight.</summary>
    Rows,

    /// <summary>All targets.</summary>
    Target,

    /// <summary>What lies left of the cuts that are tried.</summary>
    Grow,

    Done,
}
