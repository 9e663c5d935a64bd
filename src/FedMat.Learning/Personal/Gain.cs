namespace FedMat.Learning;

/// <summary>How much smaller the mean absolute error of a model is than the local one's, on a member's own rows, in the target's unit.</summary>
/// <param name="Mean">Negative where it is larger.</param>
/// <param name="Lower">Of an interval that holds the gain in nine of ten cases.</param>
/// <param name="Upper">Of the same.</param>
public sealed record Gain(double Mean, double Lower, double Upper)
{
    /// <summary>The interval leaves no doubt that there is a gain, or a loss.</summary>
    public bool IsClear => Lower > 0 || Upper < 0;
}
