using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FedMat.Aggregation;

/// <summary>
/// Products of two vectors with 128 vectors of bits, in registers of 512 bits. Half of a word's 128 bits fills every pair of lanes
/// (or every lane of 64 bits); each lane tests one of them and adds the word or not. Four registers of products for each vector stay
/// in place while the words pass, then the next four take their turn. Limit: a little-endian machine.
/// </summary>
internal static class MaskedSums512
{
    private const int Registers = 4;
    private const int PieceBits = 64;

    /// <param name="pieces">Two for each word.</param>
    /// <param name="first">Words of the first vector.</param>
    /// <param name="second">As many words of the second vector.</param>
    /// <param name="products">128 for the first vector, then 128 for the second; they are added to.</param>
    public static void Add<T>(ReadOnlySpan<ulong> pieces, ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> products)
        where T : unmanaged, IBinaryInteger<T>
    {
        int stride = Registers * Vector512<T>.Count;
        for (int start = 0; start < SumCheck.Vectors; start += stride)
            Pass(pieces[(start / PieceBits)..], first, second, start, products);
    }

    // Optimised at once: a round of a fresh process ends before the runtime would compile the loop anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass<T>(ReadOnlySpan<ulong> pieces, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int start, Span<T> products)
        where T : unmanaged, IBinaryInteger<T>
    {
        int register = start % PieceBits / Vector512<T>.Count;
        Vector512<T> bit0 = Bit<T>(register), bit1 = Bit<T>(register + 1), bit2 = Bit<T>(register + 2), bit3 = Bit<T>(register + 3);
        Vector512<T> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<T> b0 = default, b1 = default, b2 = default, b3 = default;
        for (int i = 0; i < first.Length; i++)
        {
            Vector512<T> bits = Vector512.Create(pieces[2 * i]).As<ulong, T>();
            Vector512<T> a = Vector512.Create(first[i]);
            Vector512<T> b = Vector512.Create(second[i]);
            Vector512<T> mask = Vector512.Equals(bits & bit0, bit0);
            a0 += a & mask;
            b0 += b & mask;
            mask = Vector512.Equals(bits & bit1, bit1);
            a1 += a & mask;
            b1 += b & mask;
            mask = Vector512.Equals(bits & bit2, bit2);
            a2 += a & mask;
            b2 += b & mask;
            mask = Vector512.Equals(bits & bit3, bit3);
            a3 += a & mask;
            b3 += b & mask;
        }

        Span<T> firstProducts = products[..SumCheck.Vectors], secondProducts = products[SumCheck.Vectors..];
        Scatter([a0, a1, a2, a3], start, firstProducts);
        Scatter([b0, b1, b2, b3], start, secondProducts);
    }

    /// <summary>The bit that each lane of a register tests.</summary>
    private static Vector512<T> Bit<T>(int register)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> lanes = stackalloc T[Vector512<T>.Count];
        for (int lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.One << PlaceOf<T>(register, lane);
        return Vector512.Create<T>(lanes);
    }

    private static void Scatter<T>(ReadOnlySpan<Vector512<T>> registers, int start, Span<T> products)
        where T : unmanaged, IBinaryInteger<T>
    {
        int piece = start / PieceBits;
        int laneBits = PieceBits / LanesAPiece<T>();
        for (int i = 0; i < registers.Length; i++)
        {
            int register = (start % PieceBits / Vector512<T>.Count) + i;
            for (int lane = 0; lane < Vector512<T>.Count; lane++)
            {
                int product = (piece * PieceBits) + (lane % LanesAPiece<T>() * laneBits) + PlaceOf<T>(register, lane);
                products[product] = unchecked(products[product] + registers[i][lane]);
            }
        }
    }

    private static int PlaceOf<T>(int register, int lane) =>
        ((register * Vector512<T>.Count) + lane) / LanesAPiece<T>();

    private static int LanesAPiece<T>() => PieceBits / 8 / Unsafe.SizeOf<T>();
}
