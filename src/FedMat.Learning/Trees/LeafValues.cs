namespace FedMat.Learning;

/// <summary>
/// Values of leaves and what cuts gain: Chen and Guestrin, XGBoost, KDD 2016, equations 5 and 7, with values kept between bounds where a direction is asked for.
/// </summary>
/// <param name="Lambda">Added to every hessian.</param>
/// <param name="GradientUnit">The gradient that the integer 1 stands for.</param>
/// <param name="HessianUnit">The hessian that the integer 1 stands for.</param>
internal sealed record LeafValues(double Lambda, double GradientUnit, double HessianUnit)
{
    /// <summary>The best value of a leaf within bounds; 0 where nothing is known.</summary>
    public double Of(CellSums sums, double lowest, double highest)
    {
        double curvature = (sums.Hessian * HessianUnit) + Lambda;
        double value = curvature > 0 ? -(sums.Gradient * GradientUnit) / curvature : 0;
        return Math.Clamp(value, lowest, highest);
    }

    /// <summary>Twice how much smaller the loss is with this value than with 0.</summary>
    public double Score(CellSums sums, double value) =>
        -((2.0 * sums.Gradient * GradientUnit * value) + (((sums.Hessian * HessianUnit) + Lambda) * value * value));
}
