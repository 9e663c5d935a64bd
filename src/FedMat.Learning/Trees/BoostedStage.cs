namespace FedMat.Learning;

/// <summary>What boosting sums next.</summary>
internal enum BoostedStage : byte
{
    /// <summary>How many rows there are, and their weight.</summary>
    Rows,

    /// <summary>Histograms of the open nodes; with the first of a round the hold-out error so far.</summary>
    Grow,

    /// <summary>The hold-out error of the last round.</summary>
    Judge,

    Done,
}
