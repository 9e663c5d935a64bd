using FedMat.Storage.Node;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>What the sums of all studies share.</summary>
/// <param name="Site">The node's keys.</param>
/// <param name="Rosters">The newest roster.</param>
/// <param name="Store">Promises, vectors and ledger.</param>
/// <param name="Gate">Asked before each contribution.</param>
/// <param name="Link">To the coordinator.</param>
/// <param name="Time">Paces tries.</param>
/// <param name="TrainingRoom">Room for one training in this process.</param>
/// <param name="Log">The node's log.</param>
internal sealed record SumParts(
    Site Site, RosterKeeper Rosters, NodeStore Store, ContributionGate Gate, SumLink Link, TimeProvider Time, SemaphoreSlim TrainingRoom, ILogger Log)
{
    /// <summary>Threads that mask and check: the arithmetic is done in a moment, and all of the machine shortens it.</summary>
    public static int Threads { get; } = Environment.ProcessorCount;
}
