namespace FedMat.Client;

/// <summary>An interval around a prediction.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Level">The part of records, drawn like the members', that such intervals cover.</param>
public sealed record PredictionInterval(double Low, double High, double Level);
