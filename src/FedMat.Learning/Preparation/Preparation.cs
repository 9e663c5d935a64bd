namespace FedMat.Learning;

/// <summary>What every learner starts from.</summary>
/// <param name="Survey">Rows, moments and elements.</param>
/// <param name="Thresholds">
/// Of each input the thresholds between its quantile bins, rising: bin b holds the values up to threshold b and above the one before it. Empty for a constant input.
/// </param>
internal sealed record Preparation(Survey Survey, float[][] Thresholds);
