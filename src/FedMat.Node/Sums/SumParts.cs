using FedMat.Protocol;
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

    /// <summary>Asks the gate under the contribution's own roster, and under the newest one where that is another.</summary>
    /// <returns>The first "no"; null when a contribution may be made and may leave.</returns>
    public async ValueTask<Refusal?> RefuseAsync(NextContribution next, CancellationToken cancellation)
    {
        Refusal? refusal = await Gate.RefuseAsync(next, cancellation).ConfigureAwait(false);
        Roster newest = Rosters.Current;
        return refusal is not null || ReferenceEquals(newest, next.Roster)
            ? refusal
            : await Gate.RefuseAsync(next with { Roster = newest }, cancellation).ConfigureAwait(false);
    }
}
