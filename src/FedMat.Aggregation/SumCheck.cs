using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The arithmetic of the sum's check (protocol.md, "The sum is checked, not believed"): the products of a vector with 128 random vectors of
/// zeros and ones, in the vector's ring. AES-256-CTR under the challenge gives 16 bytes a word; bit i of them (byte i / 8, bit i % 8)
/// is the word's coefficient in random vector i. The products are linear, so those of a sum are the sum of the members' products; two
/// different vectors agree in all 128 with probability 2^-128 at most, if the challenge was drawn after both were fixed.
/// </summary>
public static class SumCheck
{
    /// <summary>Random vectors, and so slots in a tag.</summary>
    public const int Vectors = 128;

    /// <summary>The tag of one vector: 128 slots of its ring.</summary>
    /// <exception cref="ArgumentException">There are no threads.</exception>
    public static RingVector Tags(Digest challenge, RingVector vector, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tags(challenge, [vector], threads, cancellation)[0];
    }

    /// <summary>The tags of several vectors, the random vectors expanded once for all.</summary>
    /// <param name="challenge">Key of the random vectors.</param>
    /// <param name="vectors">At least one, all of one ring and length.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>128 slots for each vector, in the same ring.</returns>
    /// <exception cref="ArgumentException">There is no vector, or they differ in ring or length.</exception>
    public static RingVector[] Tags(
        Digest challenge, IReadOnlyList<RingVector> vectors, int threads, CancellationToken cancellation = default)
    {
        Check(vectors);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        RingVector[] tags = [.. vectors.Select(vector => new RingVector(vector.Ring, Vectors))];
        Parallel.For(
            0,
            TagSums.Tiles(vectors[0].Length),
            options,
            () => new TagSums(challenge, vectors),
            (tile, _, sums) => sums.Add(tile),
            sums =>
            {
                lock (tags)
                    sums.AddTo(tags);
            });
        return tags;
    }

    private static void Check(IReadOnlyList<RingVector> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Count == 0)
            throw new ArgumentException("there is no vector to make tags of", nameof(vectors));
        if (vectors.Any(vector => vector.Ring != vectors[0].Ring || vector.Length != vectors[0].Length))
            throw new ArgumentException("vectors of different rings or lengths have no common check", nameof(vectors));
    }
}
