using System.Runtime.Intrinsics;

namespace FedMat.Crypto;

/// <summary>
/// The field GF(2^16) modulo x^16 + x^12 + x^3 + x + 1; bit i of a word is the coefficient of x^i. Sixteen secret words are multiplied at
/// once by one public factor, by doubling: no table is looked up and no branch taken by a secret. Two public words are multiplied with
/// branches on both.
/// </summary>
internal static class BinaryField
{
    /// <summary>Elements that are not zero.</summary>
    public const int Units = ushort.MaxValue;

    private const int Degree = 16;
    private const ushort Reduction = 0x100B;

    /// <summary>Secret words by a public factor; the time depends on the factor alone.</summary>
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

    /// <summary>The product of two public words.</summary>
    public static ushort Multiply(ushort left, ushort right)
    {
        uint product = 0;
        for (int bit = Degree - 1; bit >= 0; bit--)
        {
            product <<= 1;
            if (product > ushort.MaxValue)
                product ^= (1u << Degree) | Reduction;
            if ((right >> bit & 1) != 0)
                product ^= left;
        }

        return (ushort)product;
    }

    /// <summary>The inverse of a public word, by its power 2^16 - 2.</summary>
    /// <exception cref="DivideByZeroException">The word is zero.</exception>
    public static ushort Inverse(ushort word)
    {
        if (word == 0)
            throw new DivideByZeroException();
        ushort inverse = 1;
        ushort power = word;
        for (int i = 1; i < Degree; i++)
        {
            power = Multiply(power, power);
            inverse = Multiply(inverse, power);
        }

        return inverse;
    }

    private static Vector256<ushort> Double(Vector256<ushort> words)
    {
        Vector256<ushort> carry = (words.AsInt16() >> (Degree - 1)).AsUInt16();
        return (words << 1) ^ (carry & Vector256.Create(Reduction));
    }
}
