namespace FedMat.Learning;

/// <summary>The covariance that random features stand for: how smooth a function of the descriptors is looked for.</summary>
public enum RidgeKernel
{
    /// <summary>Infinitely smooth: exp(-r²/2).</summary>
    Rbf,

    /// <summary>Matérn of order 5/2: smooth twice.</summary>
    Matern52,

    /// <summary>Matérn of order 3/2: smooth once.</summary>
    Matern32,

    /// <summary>Matérn of order 1/2, exp(-r): continuous, not smooth.</summary>
    Matern12,
}
