namespace FedMat.Materials;

/// <summary>How a target was found.</summary>
/// <param name="Calculated">False for an experiment.</param>
/// <param name="Method">The method of a calculation, such as PBE; null where none is named.</param>
public sealed record Fidelity(bool Calculated, string? Method);
