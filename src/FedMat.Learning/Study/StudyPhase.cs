namespace FedMat.Learning;

/// <summary>What a study sums next.</summary>
internal enum StudyPhase : byte
{
    /// <summary>Rows, moments, elements.</summary>
    Survey,

    /// <summary>Rows between quantile candidates.</summary>
    Bins,

    /// <summary>What the models of one candidate after the other ask for.</summary>
    Fit,

    /// <summary>Errors on rows that the models have not seen.</summary>
    Scores,

    /// <summary>How large the errors of the weighted mean are.</summary>
    Calibration,

    Done,
}
