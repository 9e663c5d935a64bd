namespace FedMat.Learning;

/// <summary>What training makes small, on the standardised target.</summary>
public enum LossKind
{
    /// <summary>The absolute error: leads to the median, and an outlier weighs no more than its sign.</summary>
    Absolute,

    /// <summary>Half the squared error up to an error of 1, linear beyond.</summary>
    Huber,

    /// <summary>The squared error.</summary>
    Squared,
}
