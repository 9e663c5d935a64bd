namespace FedMat.Client;

/// <summary>A predicted value with its unit.</summary>
/// <param name="Value">The prediction.</param>
/// <param name="Unit">Of the value and of the interval.</param>
/// <param name="Interval">Where nine in ten true values lie, for records like those of the members; null where the release cannot promise one.</param>
/// <param name="Outside">Why the record is none like those, so that value and interval are extrapolation; null where it is one.</param>
public sealed record Prediction(double Value, string Unit, PredictionInterval? Interval, string? Outside)
{
    /// <summary>The contract's auxiliary targets; empty where there are none, or the release's learner does not predict them.</summary>
    public IReadOnlyList<AuxiliaryPrediction> Auxiliary { get; init; } = [];
}
