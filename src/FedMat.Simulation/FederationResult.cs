using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>What a run has learned.</summary>
/// <param name="Model">The model.</param>
/// <param name="State">The learner's last state.</param>
/// <param name="Sums">How many sums it took.</param>
public sealed record FederationResult(IModel Model, ModelState State, int Sums);
