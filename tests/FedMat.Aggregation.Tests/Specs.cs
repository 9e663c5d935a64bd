using System.Security.Cryptography;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Rounds and vectors to test with.</summary>
internal static class Specs
{
    /// <summary>As many bits as fit when so many members are added up.</summary>
    public static int Bits(Ring ring, int members)
    {
        int bits = (int)ring - 1;
        while (!new RoundSpec("test", ring, new Block("x", 1, BlockKind.Exact, 1, bits)).Holds(members))
            bits--;
        return bits;
    }

    public static RingVector Exact(Ring ring, int bits, params long[] values)
    {
        RoundSpec spec = new("test", ring, Block.Whole("whole", values.Length, bits));
        return Quantiser.Encode(new LocalVector(spec, 1).Exact("whole", values), RandomNumberGenerator.Create());
    }

    public static RingVector Weighted(Ring ring, int bits, double clip, double share, params float[] values)
    {
        RoundSpec spec = new("test", ring, new Block("real", values.Length, BlockKind.Weighted, clip, bits));
        return Quantiser.Encode(new LocalVector(spec, share).Weighted("real", values), RandomNumberGenerator.Create());
    }
}
