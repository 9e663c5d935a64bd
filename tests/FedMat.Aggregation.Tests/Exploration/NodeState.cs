using System.Collections.Immutable;

namespace FedMat.Aggregation.Tests;

/// <summary>All that an honest node has stored, and what has left it: everything else follows when it is started again.</summary>
/// <param name="Promises">Of each attempt.</param>
/// <param name="Signed">The ledger.</param>
/// <param name="HasConvicted">Whether the corrupt member was convicted in this node's eyes.</param>
/// <param name="Said">Its words, as <see cref="Lexicon"/> numbers them.</param>
/// <param name="Given">The shares that it gave out in each attempt.</param>
internal sealed record NodeState(
    ImmutableArray<AttemptPromises> Promises, ImmutableArray<SignedCohort> Signed, bool HasConvicted, UInt128 Said,
    ImmutableArray<GivenShares> Given)
{
    public string LedgerKey =>
        string.Concat(Signed.Select(row => $"{row.Key.Short}{row.Attempt}{row.Cohort.Hash.Short}{row.Status}")) + HasConvicted;

    public string Key => $"{string.Concat(Promises)}|{LedgerKey}|{Said}|{string.Concat(Given)}";

    public static NodeState Start(int attempts) => new(
        [.. Enumerable.Repeat(AttemptPromises.None, attempts)], [], false, 0, [.. Enumerable.Repeat(default(GivenShares), attempts)]);
}
