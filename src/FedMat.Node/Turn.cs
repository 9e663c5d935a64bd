using FedMat.Wire;

namespace FedMat.Node;

/// <summary>An attempt that is the worker's turn.</summary>
/// <param name="Notice">What the coordinator opened.</param>
/// <param name="Past">Cancelled when a newer attempt at the study takes its place, the study ends, or the node stops.</param>
internal sealed record Turn(AttemptNotice Notice, CancellationToken Past);
