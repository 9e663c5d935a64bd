using System.Runtime.Intrinsics;

namespace FedMat.Crypto.Tests;

public sealed class BinaryFieldTests
{
    private const int Cases = 10_000;

    [Theory] // worked out by hand from x^16 = x^12 + x^3 + x + 1
    [InlineData(0, 0xFFFF, 0)]
    [InlineData(1, 0xBEEF, 0xBEEF)]
    [InlineData(0b10, 0b11, 0b110)]
    [InlineData(0x8000, 0x0002, 0x100B)] // x^15 · x
    [InlineData(0x0100, 0x0100, 0x100B)] // x^8 · x^8
    [InlineData(0x8001, 0x0002, 0x1009)] // (x^15 + 1) · x
    [InlineData(0x8000, 0x8000, 0x8EFA)] // x^30
    public void Multiply_ByHand_Agrees(int left, int right, int product)
    {
        Assert.Equal(All(product), BinaryField.Multiply(All(left), (ushort)right));
        Assert.Equal(All(product), BinaryField.Multiply(All(right), (ushort)left));
        Assert.Equal(All(product), BinaryField.Multiply(All(left), All(right)));
    }

    [Fact]
    public void Multiply_PowersOfX_RunThroughAllUnits()
    {
        HashSet<ushort> powers = [];
        Vector256<ushort> power = All(1);
        while (powers.Add(power[0]))
            power = BinaryField.Multiply(power, 2);
        Assert.Equal(BinaryField.Units, powers.Count);
        Assert.DoesNotContain((ushort)0, powers);
    }

    [Fact]
    public void Inverse_OfEveryUnit_MultipliesToOne()
    {
        for (int first = 1; first <= BinaryField.Units; first += 15)
        {
            Vector256<ushort> units = Lanes(lane => (ushort)Math.Min(first + lane, BinaryField.Units));
            Assert.Equal(Vector256<ushort>.One, BinaryField.Multiply(BinaryField.Inverse(units), units));
        }
    }

    [Fact]
    public void Inverse_OfZero_IsZero() => Assert.Equal(All(0), BinaryField.Inverse(All(0)));

    [Fact]
    public void Multiply_AnyWords_Distributes()
    {
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            Vector256<ushort> a = Words(random), b = Words(random), c = Words(random);
            Assert.Equal(BinaryField.Multiply(a, b ^ c), BinaryField.Multiply(a, b) ^ BinaryField.Multiply(a, c));
        }
    }

    [Fact]
    public void Multiply_AnyWords_EqualsThePolynomialsRemainder()
    {
        Random random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            Vector256<ushort> words = Words(random);
            ushort factor = (ushort)(i % 3 == 0 ? random.Next(1001) : random.Next(1 << 16));
            Vector256<ushort> expected = Lanes(lane => Remainder(words[lane], factor));
            Assert.Equal(expected, BinaryField.Multiply(words, factor));
            Assert.Equal(expected, BinaryField.Multiply(words, All(factor)));
        }
    }

    /// <summary>Schoolbook: the product of the polynomials, then the remainder modulo x^16 + x^12 + x^3 + x + 1.</summary>
    private static ushort Remainder(ushort left, ushort right)
    {
        ulong product = 0;
        for (int bit = 0; bit < 16; bit++)
            product ^= (right >> bit & 1) == 1 ? (ulong)left << bit : 0;
        for (int bit = 30; bit >= 16; bit--)
            product ^= (product >> bit & 1) == 1 ? 0x1100BUL << (bit - 16) : 0;
        return (ushort)product;
    }

    private static Vector256<ushort> All(int word) => Vector256.Create((ushort)word);

    private static Vector256<ushort> Words(Random random) => Lanes(_ => (ushort)random.Next(1 << 16));

    private static Vector256<ushort> Lanes(Func<int, ushort> word) =>
        Vector256.Create<ushort>([.. Enumerable.Range(0, Vector256<ushort>.Count).Select(word)]);
}
