using System.Numerics;

namespace FedMat.Aggregation.Tests;

/// <summary>Some of at most sixteen members, by their places from 0; written as digits from 1.</summary>
internal readonly record struct MemberSet(int Bits)
{
    public int Count => BitOperations.PopCount((uint)Bits);

    public IEnumerable<int> Places
    {
        get
        {
            int bits = Bits;
            return Enumerable.Range(0, 16).Where(place => (bits & (1 << place)) != 0);
        }
    }

    /// <summary>All of them, the empty one and the whole one included.</summary>
    public IEnumerable<MemberSet> Subsets
    {
        get
        {
            int bits = Bits;
            return Enumerable.Range(0, bits + 1).Where(subset => (subset & ~bits) == 0).Select(subset => new MemberSet(subset));
        }
    }

    public static MemberSet Of(params IEnumerable<int> places) => new(places.Aggregate(0, (bits, place) => bits | (1 << place)));

    public static MemberSet Parse(string digits) => Of(digits.Select(digit => digit - '1'));

    public bool Contains(int place) => (Bits & (1 << place)) != 0;

    public bool Covers(MemberSet other) => (other.Bits & ~Bits) == 0;

    public MemberSet And(int place) => new(Bits | (1 << place));

    public MemberSet And(MemberSet other) => new(Bits | other.Bits);

    public MemberSet Without(int place) => new(Bits & ~(1 << place));

    public MemberSet Without(MemberSet other) => new(Bits & ~other.Bits);

    /// <summary>Who is in both.</summary>
    public MemberSet Among(MemberSet other) => new(Bits & other.Bits);

    /// <summary>How many of the set come before a place.</summary>
    public int PositionOf(int place) => new MemberSet(Bits & ((1 << place) - 1)).Count;

    /// <param name="to">Where each place goes.</param>
    public MemberSet Renamed(IReadOnlyList<int> to) => Of(Places.Select(place => to[place]));

    public override string ToString() => string.Concat(Places.Select(place => place + 1));
}
