namespace FedMat.Learning;

/// <summary>What boosting makes small; errors are of the target standardised, but for <see cref="Logistic"/>.</summary>
public enum BoostedLossKind
{
    /// <summary>Half the squared error: leads to the mean.</summary>
    Squared,

    /// <summary>The absolute error: leads to the median.</summary>
    Absolute,

    /// <summary>Half the squared error up to a limit, linear beyond.</summary>
    Huber,

    /// <summary>The pinball loss: leads to a quantile.</summary>
    Quantile,

    /// <summary>The logistic loss of a target of 0 or 1: leads to the probability of 1.</summary>
    Logistic,
}
