using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>What a target that is a bound says of a prediction.</summary>
internal static class BoundedTarget
{
    /// <summary>Whether a prediction lies where the true value may: never for a target that is a value.</summary>
    /// <param name="error">Prediction less target.</param>
    /// <param name="bound">Of the target.</param>
    public static bool IsMet(double error, Censoring bound) => bound switch
    {
        Censoring.Above => error >= 0,
        Censoring.Below => error <= 0,
        _ => false,
    };
}
