namespace FedMat.Materials;

/// <summary>What a measured value says about the true one.</summary>
public enum Censoring
{
    /// <summary>The value is the measurement.</summary>
    None,

    /// <summary>The true value is above: the test was stopped at 20000 h.</summary>
    Above,

    /// <summary>The true value is below: a limit of detection.</summary>
    Below,
}
