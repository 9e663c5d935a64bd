using System.Buffers.Binary;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// Which rows a member trains on and which it keeps to measure the model. A row's side depends on the plan's seed and the row's own inputs
/// alone: rows with equal inputs stay together, within a member and across members, and a row does not change sides when
/// others come or go. Where that would leave a side empty, the row nearest to it goes there.
/// </summary>
public sealed class HoldOut
{
    private HoldOut(int[] training, int[] held)
    {
        Training = training;
        Held = held;
    }

    /// <summary>Rows to train on, at least one, in the order of the data.</summary>
    public int[] Training { get; }

    /// <summary>Rows kept from training, at least one, in the order of the data.</summary>
    public int[] Held { get; }

    /// <param name="data">A member's rows.</param>
    /// <param name="seed">The plan's.</param>
    /// <param name="fraction">The part to keep, on average.</param>
    /// <exception cref="RefusedException">FM208: fewer than two rows that differ in their inputs.</exception>
    public static HoldOut Of(Dataset data, long seed, double fraction)
    {
        ArgumentNullException.ThrowIfNull(data);
        ulong[] places = Places(data, seed);
        if (places.Length == 0 || places.Min() == places.Max())
            throw new RefusedException(
                RefusalCode.TooFewRows, "at least two rows with different inputs are needed: one to train on and one to measure with");
        ulong edge = Edge(fraction, places.Min(), places.Max());
        int[] rows = [.. Enumerable.Range(0, places.Length)];
        return new HoldOut([.. rows.Where(row => places[row] > edge)], [.. rows.Where(row => places[row] <= edge)]);
    }

    /// <summary>A row's place, from which its side follows.</summary>
    /// <param name="seed">The plan's.</param>
    /// <param name="inputs">The row's descriptors, in single precision.</param>
    public static ulong Place(long seed, ReadOnlySpan<float> inputs)
    {
        byte[] body = new byte[sizeof(long) + (inputs.Length * sizeof(float))];
        return Place(seed, inputs, body);
    }

    /// <summary>Rows with a place up to this one are held. Both ends are open: the lowest place is always held, the highest never.</summary>
    /// <param name="fraction">The part to keep, on average.</param>
    /// <param name="lowest">The lowest place of a member's rows.</param>
    /// <param name="highest">Their highest place, above the lowest.</param>
    public static ulong Edge(double fraction, ulong lowest, ulong highest) =>
        Math.Clamp((ulong)(fraction * Elementary.PowerOfTwo(64)), lowest, highest - 1);

    private static ulong[] Places(Dataset data, long seed)
    {
        ulong[] places = new ulong[data.Rows];
        byte[] body = new byte[sizeof(long) + (data.Inputs * sizeof(float))];
        for (int row = 0; row < places.Length; row++)
            places[row] = Place(seed, data.X.AsSpan(row * data.Inputs, data.Inputs), body);
        return places;
    }

    private static ulong Place(long seed, ReadOnlySpan<float> inputs, byte[] body)
    {
        BinaryPrimitives.WriteInt64LittleEndian(body, seed);
        // Adding zero makes of a negative zero a positive one: equal inputs, equal bytes.
        for (int j = 0; j < inputs.Length; j++)
            BinaryPrimitives.WriteSingleLittleEndian(body.AsSpan(sizeof(long) + (j * sizeof(float))), inputs[j] + 0f);
        return BinaryPrimitives.ReadUInt64LittleEndian(Digest.Of(body).ToArray());
    }
}
