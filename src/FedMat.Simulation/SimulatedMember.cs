using FedMat.Materials;

namespace FedMat.Simulation;

/// <summary>A member of a simulation.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Train">Its rows.</param>
public sealed record SimulatedMember(string Name, Dataset Train);
