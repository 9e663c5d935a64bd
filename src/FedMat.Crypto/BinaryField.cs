using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FedMat.Crypto;

/// <summary>
/// The field GF(2^16) modulo x^16 + x^12 + x^3 + x + 1, sixteen elements at once; bit i of a word is the coefficient of x^i. Products are
/// sums of doublings: no table is looked up and no branch taken by an element, apart from a single factor for all lanes, which is public.
/// </summary>
internal static class BinaryField
{
    /// <summary>Elements that are not zero.</summary>
    public const int Units = ushort.MaxValue;

    private const int Degree = 16;
    private const ushort Reduction = 0x100B;

    /// <summary>Every word by one public factor; the time depends on the factor alone.</summary>
    // Optimised at once: a round of a fresh process ends before the runtime would compile the loop anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector256<ushort> Multiply(Vector256<ushort> words, ushort factor)
    {
        Vector256<ushort> product = Vector256<ushort>.Zero;
        for (uint bits = factor; bits != 0; bits >>= 1)
        {
            if ((bits & 1) != 0)
                product ^= words;
            words = Double(words);
        }

        return product;
    }

    /// <summary>Word by word.</summary>
    // Optimised at once: a round of a fresh process ends before the runtime would compile the loop anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector256<ushort> Multiply(Vector256<ushort> left, Vector256<ushort> right)
    {
        Vector256<ushort> product = Vector256<ushort>.Zero;
        for (int bit = 0; bit < Degree; bit++)
        {
            product = Double(product) ^ (left & HighestBit(right));
            right <<= 1;
        }

        return product;
    }

    /// <summary>The inverse of each word, by its power 2^16 - 2; zero for zero, which has none.</summary>
    public static Vector256<ushort> Inverse(Vector256<ushort> words)
    {
        Vector256<ushort> inverse = Vector256<ushort>.One;
        for (int i = 1; i < Degree; i++)
        {
            words = Multiply(words, words);
            inverse = Multiply(inverse, words);
        }

        return inverse;
    }

    private static Vector256<ushort> Double(Vector256<ushort> words) =>
        (words << 1) ^ (HighestBit(words) & Vector256.Create(Reduction));

    /// <summary>All bits of a word whose highest bit is set, none of another.</summary>
    private static Vector256<ushort> HighestBit(Vector256<ushort> words) => (words.AsInt16() >> (Degree - 1)).AsUInt16();
}
