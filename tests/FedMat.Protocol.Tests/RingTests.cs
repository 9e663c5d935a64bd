using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Protocol.Tests;

public sealed class RingTests
{
    [Fact]
    public void Add_Wraps_AsTheRingDoes() => Prop.ForAll<long[], long[]>((left, right) =>
    {
        int length = Math.Min(left.Length, right.Length);
        RingVector narrow = Vector(Ring.Bits32, left[..length]);
        RingVector wide = Vector(Ring.Bits64, left[..length]);
        narrow.Add(0, Vector(Ring.Bits32, right[..length]).Memory.Span);
        wide.Add(0, Vector(Ring.Bits64, right[..length]).Memory.Span);
        return Enumerable.Range(0, length).All(i => unchecked(
            narrow[i] == (int)(left[i] + right[i]) && wide[i] == left[i] + right[i]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_AtAnOffset_LeavesTheRestAlone()
    {
        RingVector sum = Vector(Ring.Bits32, [1, 2, 3]);
        sum.Add(4, Vector(Ring.Bits32, [10]).Memory.Span);
        Assert.Equal([1, 12, 3], Enumerable.Range(0, 3).Select(i => sum[i]));
    }

    [Fact]
    public void Constructor_PartOfASlot_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new RingVector(Ring.Bits64, new byte[12]));

    [Theory]
    [InlineData(30, 3, true)]
    [InlineData(30, 4, false)]
    [InlineData(24, 255, true)]
    [InlineData(24, 256, false)]
    public void Holds_SaysWhetherSoManyMembersCouldWrap(int bits, int members, bool holds) =>
        Assert.Equal(holds, new RoundSpec("p", Ring.Bits32, Block.Whole("b", 1, bits)).Holds(members));

    [Theory]
    [InlineData(0, 1, 8)]
    [InlineData(1, 0, 8)]
    [InlineData(1, double.NaN, 8)]
    [InlineData(1, double.PositiveInfinity, 8)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 32)]
    public void Spec_ImpossibleBlock_IsTheCallersMistake(int length, double clip, int bits) =>
        Assert.Throws<ArgumentException>(() => new RoundSpec("p", Ring.Bits32, new Block("b", length, BlockKind.Weighted, clip, bits)));

    [Fact]
    public void Hash_AnyPartChanged_IsAnother()
    {
        Block block = new("b", 2, BlockKind.Weighted, 1, 8);
        RoundSpec[] specs =
        [
            new("p", Ring.Bits32, block), new("q", Ring.Bits32, block), new("p", Ring.Bits64, block), new("p", Ring.Bits32, block, block),
            new("p", Ring.Bits32, block with { Name = "c" }), new("p", Ring.Bits32, block with { Length = 3 }),
            new("p", Ring.Bits32, block with { Kind = BlockKind.Exact }), new("p", Ring.Bits32, block with { Clip = 2 }),
            new("p", Ring.Bits32, block with { Bits = 9 }),
        ];
        Assert.Equal(specs.Length, specs.Select(spec => spec.Hash).Distinct().Count());
    }

    [Fact]
    public void LocalVector_WrongBlock_IsTheCallersMistake()
    {
        RoundSpec spec = new("p", Ring.Bits32, new Block("w", 2, BlockKind.Weighted, 1, 8), Block.Whole("n", 1, 8));
        LocalVector vector = new(spec, 1);
        Assert.Throws<ArgumentException>(() => vector.Exact("w", [1, 2]));
        Assert.Throws<ArgumentException>(() => vector.Weighted("w", [1]));
        Assert.Throws<ArgumentException>(() => vector.Exact("x", [1]));
        Assert.Throws<InvalidOperationException>(() => vector.ExactAt(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalVector(spec, 1.5));
    }

    private static RingVector Vector(Ring ring, long[] values)
    {
        RingVector vector = new(ring, values.Length);
        for (int i = 0; i < values.Length; i++)
            vector[i] = values[i];
        return vector;
    }
}
