using System.Collections.Immutable;

namespace FedMat.Aggregation.Tests;

/// <summary>All that an honest node has stored, and what has left it: everything else follows when it is started again.</summary>
/// <param name="Promises">Of each attempt.</param>
/// <param name="Signed">The ledger.</param>
/// <param name="HasConvicted">Whether the corrupt members were convicted in this node's eyes.</param>
/// <param name="Said">Its words, as <see cref="Lexicon"/> numbers them.</param>
/// <param name="Given">The shares that it gave out in each attempt.</param>
internal sealed record NodeState(
    ImmutableArray<AttemptPromises> Promises, LedgerRows Signed, bool HasConvicted, UInt128 Said,
    ImmutableArray<GivenShares> Given)
{
    public static NodeState Start(int attempts) => new(
        [.. Enumerable.Repeat(AttemptPromises.None, attempts)], new([]), false, 0, [.. Enumerable.Repeat(default(GivenShares), attempts)]);

    public bool Equals(NodeState? other) => other is not null
        && Said == other.Said
        && HasConvicted == other.HasConvicted
        && Signed.Equals(other.Signed)
        && Promises.SequenceEqual(other.Promises)
        && Given.SequenceEqual(other.Given);

    public override int GetHashCode() => HashCode.Combine(Promises[0], Promises[^1], Signed, HasConvicted, Said, Given[0], Given[^1]);
}
