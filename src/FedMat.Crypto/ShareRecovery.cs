using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FedMat.Crypto;

/// <summary>
/// Recovers secrets of <see cref="SecretSharing"/> by Lagrange interpolation at zero. The weights of a set of positions are
/// worked out once, in time t^2, and serve every secret that was shared out among the same holders. Limit: a little-endian machine.
/// </summary>
public sealed class ShareRecovery
{
    private readonly ushort[] _weights;

    /// <param name="positions">As many different positions as the threshold: fewer give a wrong secret, which nothing here notices.</param>
    /// <exception cref="ArgumentException">There is no position, one twice, or one out of 0..65,534.</exception>
    public ShareRecovery(ReadOnlySpan<int> positions)
    {
        if (positions.IsEmpty)
            throw new ArgumentException("There is no position.", nameof(positions));
        ushort[] points = new ushort[positions.Length];
        HashSet<int> seen = [];
        for (int i = 0; i < points.Length; i++)
        {
            if (positions[i] is < 0 or >= BinaryField.Units || !seen.Add(positions[i]))
                throw new ArgumentException($"Position {positions[i]} is there twice or is none.", nameof(positions));
            points[i] = SecretSharing.PointOf(positions[i]);
        }

        _weights = Weights(points);
    }

    /// <summary>The secret whose shares these are; the caller wipes it.</summary>
    /// <param name="shares">32 bytes each, in the order of the positions.</param>
    /// <exception cref="ArgumentException">More or fewer shares than positions, or one of another length.</exception>
    public byte[] Recover(IReadOnlyList<ReadOnlyMemory<byte>> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Count != _weights.Length)
            throw new ArgumentException($"{_weights.Length} shares are needed, {shares.Count} were given.", nameof(shares));
        Vector256<ushort> secret = Vector256<ushort>.Zero;
        for (int i = 0; i < _weights.Length; i++)
        {
            ReadOnlySpan<byte> share = shares[i].Span;
            if (share.Length != SecretSharing.Size)
                throw new ArgumentException($"A share has {SecretSharing.Size} bytes, this one {share.Length}.", nameof(shares));
            secret ^= BinaryField.Multiply(MemoryMarshal.Read<Vector256<ushort>>(share), _weights[i]);
        }

        byte[] bytes = new byte[SecretSharing.Size];
        MemoryMarshal.Write(bytes, secret);
        return bytes;
    }

    /// <summary>Point i weighs the product of x_j / (x_j - x_i) over all other points j; subtraction is exclusive or.</summary>
    private static ushort[] Weights(ReadOnlySpan<ushort> points)
    {
        Vector256<ushort> all = Vector256<ushort>.One;
        foreach (ushort point in points)
            all = BinaryField.Multiply(all, point);
        int lanes = Vector256<ushort>.Count;
        ushort[] weights = new ushort[(points.Length + lanes - 1) / lanes * lanes];
        points.CopyTo(weights);
        foreach (ref Vector256<ushort> some in MemoryMarshal.Cast<ushort, Vector256<ushort>>(weights.AsSpan()))
            some = BinaryField.Multiply(all, BinaryField.Inverse(Divisors(some, points)));
        return weights[..points.Length];
    }

    /// <summary>
    /// For some of the points, each one's product of its differences from all the others and of itself: of the product of all points
    /// that, too, is too much.
    /// </summary>
    private static Vector256<ushort> Divisors(Vector256<ushort> some, ReadOnlySpan<ushort> points)
    {
        Vector256<ushort> divisors = Vector256<ushort>.One;
        foreach (ushort point in points)
        {
            Vector256<ushort> difference = some ^ Vector256.Create(point);
            Vector256<ushort> same = Vector256.Equals(difference, Vector256<ushort>.Zero);
            divisors = BinaryField.Multiply(divisors, difference | (same & some));
        }

        return divisors;
    }
}
