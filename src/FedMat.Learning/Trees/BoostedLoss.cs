using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Gradients, hessians and errors of the losses of boosting, in doubles and in a fixed order, for they enter sums. Absolute and pinball loss have no curvature: their
/// hessian is that of the parabola which touches the loss at the prediction and lies above it everywhere else, so that a step to its lowest point never makes the
/// loss larger (Hunter and Lange, J. Comput. Graph. Stat. 9, 60, 2000; errors below <see cref="Smoothing"/> are smoothed). The others: Friedman, Ann. Stat. 29,
/// 1189, 2001. A target that is a bound pulls only while the prediction is on its wrong side; on the right one it has neither gradient
/// nor hessian.
/// </summary>
internal sealed class BoostedLoss
{
    private const double Smoothing = 0.125;
    private const double LargestScore = 40;
    private readonly BoostedSettings settings;
    private readonly Standardisation scales;
    private readonly double slope;

    /// <param name="settings">Which loss.</param>
    /// <param name="survey">Of the rows.</param>
    /// <param name="bounds">Whether targets may be bounds.</param>
    public BoostedLoss(BoostedSettings settings, Survey survey, bool bounds)
    {
        this.settings = settings;
        scales = survey.Standardisation;
        slope = settings.Loss == BoostedLossKind.Quantile ? 1 - (2 * settings.Level) : 0;
        Bound = settings.Loss switch
        {
            BoostedLossKind.Squared => Rounded(2 * Math.Sqrt(survey.Rows)),
            BoostedLossKind.Huber => Rounded(settings.Delta),
            BoostedLossKind.Logistic => 1,
            _ => 2 * Smoothing,
        };
        HasConstantHessian = !bounds && IsSquare;
        // One row of each class more than there are: with labels of one class the odds are finite.
        double part = ((Math.Clamp(scales.TargetMean, 0, 1) * survey.Rows) + 1) / (survey.Rows + 2);
        Base = IsLogistic ? Elementary.Log(part / (1 - part)) : 0;
    }

    public bool IsLogistic => settings.Loss == BoostedLossKind.Logistic;

    /// <summary>Whether the hessian is 1 everywhere.</summary>
    public bool HasConstantHessian { get; }

    /// <summary>A power of two; a gradient beyond it counts as this.</summary>
    public double Bound { get; }

    /// <summary>The score before the first tree: the mean, or the odds' logarithm.</summary>
    public double Base { get; }

    /// <summary>A row's target as scores are compared with it.</summary>
    public double Target(double target) => IsLogistic ? target : (target - scales.TargetMean) / scales.TargetScale;

    /// <summary>What a score says of the target, in its unit.</summary>
    public double Output(double score) => IsLogistic ? Probability(score) : scales.TargetMean + (score * scales.TargetScale);

    /// <summary>Gradient, as a part of <see cref="Bound"/>, and hessian, at most 1.</summary>
    public (double Gradient, double Hessian) At(double score, double target, Censoring bound)
    {
        if (IsLogistic)
        {
            double probability = Probability(score);
            return (probability - target, probability * (1 - probability));
        }

        double error = score - target;
        if (BoundedTarget.IsMet(error, bound))
            return (0, 0);
        if (IsSquare)
            return (Math.Clamp((settings.Loss == BoostedLossKind.Huber ? Math.Clamp(error, -settings.Delta, settings.Delta) : error) / Bound, -1, 1), 1);
        double spread = Smoothing + Math.Abs(error);
        return (((error / spread) + slope) / 2, Smoothing / spread);
    }

    /// <summary>The loss itself, to measure with.</summary>
    public double Error(double score, double target, Censoring bound)
    {
        if (IsLogistic)
            return -Elementary.Log(target > 0.5 ? Probability(score) : Probability(-score));
        double error = Math.Clamp(score - target, -1 << 12, 1 << 12);
        double size = Math.Abs(error);
        if (BoundedTarget.IsMet(error, bound))
            return 0;
        return settings.Loss switch
        {
            BoostedLossKind.Squared => size * size,
            BoostedLossKind.Huber => size <= settings.Delta ? size * size : settings.Delta * ((2 * size) - settings.Delta),
            _ => size + (slope * error),
        };
    }

    /// <summary>In the middle, at the least.</summary>
    private bool IsSquare => settings.Loss is BoostedLossKind.Squared or BoostedLossKind.Huber;

    private static double Probability(double score) => 1 / (1 + Elementary.Exp(Math.Clamp(-score, -LargestScore, LargestScore)));

    private static double Rounded(double bound) => Elementary.PowerOfTwo(Elementary.Exponent(bound) + 1);
}
