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
        Assert.Equal(product, BinaryField.Multiply((ushort)left, (ushort)right));
        Assert.Equal(product, BinaryField.Multiply((ushort)right, (ushort)left));
    }

    [Fact]
    public void Multiply_PowersOfX_RunThroughAllUnits()
    {
        HashSet<ushort> powers = [];
        for (ushort power = 1; powers.Add(power); power = BinaryField.Multiply(power, 2))
            Assert.NotEqual(0, power);
        Assert.Equal(BinaryField.Units, powers.Count);
    }

    [Fact]
    public void Inverse_OfEveryUnit_MultipliesToOne()
    {
        for (int unit = 1; unit <= BinaryField.Units; unit++)
        {
            if (BinaryField.Multiply((ushort)unit, BinaryField.Inverse((ushort)unit)) != 1)
                Assert.Fail($"unit {unit}");
        }
    }

    [Fact]
    public void Inverse_OfZero_Throws() => Assert.Throws<DivideByZeroException>(() => BinaryField.Inverse(0));

    [Fact]
    public void Multiply_Distributes()
    {
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            ushort a = Word(random), b = Word(random), c = Word(random);
            Assert.Equal(
                BinaryField.Multiply(a, (ushort)(b ^ c)), (ushort)(BinaryField.Multiply(a, b) ^ BinaryField.Multiply(a, c)));
        }
    }

    [Fact]
    public void Multiply_SixteenWordsAtOnce_EqualsOneByOne()
    {
        Random random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            ushort[] words = [.. Enumerable.Range(0, 16).Select(_ => Word(random))];
            ushort factor = (ushort)(i % 3 == 0 ? random.Next(1001) : Word(random));
            Vector256<ushort> product = BinaryField.Multiply(Vector256.Create<ushort>(words), factor);
            for (int lane = 0; lane < words.Length; lane++)
                Assert.Equal(BinaryField.Multiply(words[lane], factor), product[lane]);
        }
    }

    private static ushort Word(Random random) => (ushort)random.Next(1 << 16);
}
