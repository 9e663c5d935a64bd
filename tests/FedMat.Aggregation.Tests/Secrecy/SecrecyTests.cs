using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// What a coordinator that records everything can tell of one member's vector: nothing, by a chi-square test at significance 10^-4 on 50,000 slots. The
/// same test tells numbers without masks at once.
/// </summary>
public sealed class SecrecyTests
{
    private const int Slots = 50_000;

    private static readonly Dictionary<string, Func<RecordedSum, RecordedSum, RingVector>> Hidden = new()
    {
        ["an upload"] = (sum, _) => sum.Upload(0),
        ["an upload of zeros"] = (sum, _) => sum.Upload(1),
        ["an upload of the largest numbers"] = (sum, _) => sum.Upload(2),
        ["the masks in an upload"] = (sum, _) => RecordedSum.Less(sum.Upload(3), sum.Vectors[3]),
        ["an upload without its self mask"] = (sum, _) => sum.WithoutSelfMask(0),
        ["an upload without every mask that is known"] = (sum, _) => sum.WithoutKnownMasks(1),
        ["a late upload"] = (sum, _) => sum.Upload(RecordedSum.Late),
        ["a late upload without its pair masks"] = (sum, _) => sum.LateWithoutPairMasks(),
        ["the difference of two uploads"] = (sum, _) => RecordedSum.Less(sum.Upload(1), sum.Upload(2)),
        ["the difference of one vector's uploads in two attempts"] = (sum, other) => RecordedSum.Less(sum.Upload(3), other.Upload(3)),
        ["the sum of all uploads"] = (sum, _) => sum.SumOf(Survivors.Select(sum.Upload)),
        ["the sum of all uploads but one without every mask that is known"] = (sum, _) => sum.SumOf(Survivors.Skip(1).Select(sum.WithoutKnownMasks)),
    };

    private static readonly Dictionary<string, Func<RecordedSum, RingVector>> Plain = new()
    {
        ["a vector"] = sum => sum.Vectors[0],
        ["the sum"] = sum => sum.Sum,
        ["the sum of all uploads without every mask that is known"] = sum => sum.SumOf(Survivors.Select(sum.WithoutKnownMasks)),
        ["the difference of two vectors under the same masks"] = sum => RecordedSum.Less(sum.Upload(0), sum.OfOnes),
    };

    private static readonly Lazy<Dictionary<Ring, (RecordedSum First, RecordedSum Second)>> Records =
        new(() => Enum.GetValues<Ring>().ToDictionary(ring => ring, Record));

    public static TheoryData<Ring, string> HiddenNames => Named(Hidden.Keys);

    public static TheoryData<Ring, string> PlainNames => Named(Plain.Keys);

    private static Dictionary<Ring, (RecordedSum First, RecordedSum Second)> Recorded => Records.Value;

    private static IEnumerable<int> Survivors => Enumerable.Range(0, RecordedSum.Late);

    [Theory]
    [MemberData(nameof(HiddenNames))]
    public void Record_UnderAMask_CannotBeToldFromUniform(Ring ring, string name) =>
        Assert.True(ChiSquare.IsUniform(Hidden[name](Recorded[ring].First, Recorded[ring].Second)));

    [Theory]
    [MemberData(nameof(PlainNames))]
    public void Record_WithoutAMask_IsToldFromUniform(Ring ring, string name) => Assert.False(ChiSquare.IsUniform(Plain[name](Recorded[ring].First)));

    [Theory]
    [InlineData(Ring.Bits32)]
    [InlineData(Ring.Bits64)]
    public void Sum_OfTheUploadsWithoutTheirMasks_IsExactlyThatOfTheVectors(Ring ring)
    {
        RecordedSum sum = Recorded[ring].First;
        Assert.Equal(sum.SumOf(Survivors.Select(place => sum.Vectors[place])).Memory.ToArray(), sum.Sum.Memory.ToArray());
    }

    private static (RecordedSum First, RecordedSum Second) Record(Ring ring)
    {
        Random source = new(20261121);
        Consortium consortium = Consortium.Drawn(source, 5);
        return (new RecordedSum(consortium, 1, ring, Slots, source), new RecordedSum(consortium, 2, ring, Slots, source));
    }

    private static TheoryData<Ring, string> Named(IEnumerable<string> names)
    {
        TheoryData<Ring, string> data = [];
        foreach (string name in names)
        {
            data.Add(Ring.Bits32, name);
            data.Add(Ring.Bits64, name);
        }

        return data;
    }
}
