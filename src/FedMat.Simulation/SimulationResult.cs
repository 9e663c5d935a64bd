namespace FedMat.Simulation;

/// <summary>A simulation's outcome.</summary>
/// <param name="Figures">As one JSON document.</param>
/// <param name="Pictures">What a report draws.</param>
public sealed record SimulationResult(SimulationFigures Figures, SimulationPictures Pictures);
