using FedMat.Learning;

namespace FedMat.Simulation;

/// <summary>How far a simulation has come.</summary>
/// <param name="What">Whose model is being learned.</param>
/// <param name="Learner">How far it is.</param>
public sealed record SimulationProgress(string What, LearnerProgress Learner);
