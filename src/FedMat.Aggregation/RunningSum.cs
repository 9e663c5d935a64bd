using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The sum of a round, one member after the other: memory of one vector, whatever the number of members. Not safe for two
/// threads at once.
/// </summary>
public sealed class RunningSum
{
    private const int ChunkBytes = 1 << 20;
    private readonly RoundSpec spec;
    private readonly RingVector sum;
    private byte[]? chunk;
    private bool spoilt;

    public RunningSum(RoundSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        this.spec = spec;
        sum = new RingVector(spec.Ring, spec.Length);
    }

    /// <summary>How many vectors were added.</summary>
    public int Members { get; private set; }

    /// <exception cref="ArgumentException">Another ring or length than the round's.</exception>
    public void Add(RingVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        RequireUsable();
        if (vector.Ring != spec.Ring || vector.Length != spec.Length)
            throw new ArgumentException(
                $"{vector.Length} slots of {(int)vector.Ring} bits do not belong to phase '{spec.Phase}'", nameof(vector));
        sum.Add(0, vector.Memory.Span);
        Members++;
    }

    /// <summary>Adds a vector that is read a chunk at a time, little-endian slots as it travelled.</summary>
    /// <exception cref="InvalidDataException">
    /// The stream is shorter or longer than the vector. The sum is spoilt then: begin a new one.
    /// </exception>
    public void Add(Stream vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        RequireUsable();
        spoilt = true;
        chunk ??= new byte[ChunkBytes];
        long offset = 0;
        for (int read; (read = vector.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false)) > 0; offset += read)
        {
            if (offset + read > spec.Bytes || read % ((int)spec.Ring / 8) != 0)
                throw new InvalidDataException($"a vector of phase '{spec.Phase}' has {spec.Bytes} bytes; the stream has others");
            sum.Add((int)offset, chunk.AsSpan(0, read));
        }

        if (offset != spec.Bytes)
            throw new InvalidDataException($"a vector of phase '{spec.Phase}' has {spec.Bytes} bytes; the stream has {offset}");
        spoilt = false;
        Members++;
    }

    /// <summary>
    /// The sum as it is, after which nothing more can be added. Of masked vectors it says nothing until the masks are off; then
    /// <see cref="SumRange"/> bounds it.
    /// </summary>
    public RingVector Take()
    {
        RequireUsable();
        spoilt = true;
        return sum;
    }

    /// <summary>The sum of vectors without masks, after which nothing more can be added.</summary>
    /// <exception cref="RefusedException">FM312: a slot is beyond what so many members can have made.</exception>
    public RingVector Total() =>
        SumRange.Refuse(spec, Take(), Members) is { } refusal ? throw new RefusedException(refusal) : sum;

    private void RequireUsable()
    {
        if (spoilt)
            throw new InvalidOperationException("this sum has been taken, or a vector broke off in the middle of it");
    }
}
