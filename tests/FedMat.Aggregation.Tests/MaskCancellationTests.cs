using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// The arithmetic of pair masks, each expanded once: among any survivors they cancel, and with the lost members' side of theirs nothing is left.
/// </summary>
public sealed class MaskCancellationTests
{
    private const int Members = 64;
    private const int Bound = 1 << 24;
    private const int Cases = 10_000;
    private static readonly Digest Session = Digest.Of("session"u8);
    private static readonly int[,] Pairs = new int[Members, Members];

    static MaskCancellationTests()
    {
        MemberId[] ids = [.. Enumerable.Range(0, Members).Select(i => MemberId.FromBytes([(byte)i, .. new byte[15]]))];
        AgreementKey[] keys = [.. ids.Select(_ => AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32)))];
        Advert[] adverts = [.. ids.Select((id, i) => new Advert(default, id, default, keys[i].Public, default))];
        for (int i = 0; i < Members; i++)
        {
            for (int j = 0; j < Members; j++)
                Pairs[i, j] = i == j ? 0 : Expanded(SumKeys.Pairs(keys[i], ids[i], [adverts[j]], Session)![0]);
        }
    }

    [Fact]
    public void Sum_OverAnySurvivors_IsTheIntegerSumOnceTheMasksAreOff()
    {
        Random random = new(1);
        int[] dealers = [.. Enumerable.Range(0, Members)];
        for (int i = 0; i < Cases; i++)
        {
            random.Shuffle(dealers);
            int count = random.Next(3, Members + 1);
            bool[] survives = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) > 0)];
            int[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(-Bound, Bound + 1))];
            Assert.Equal(values.Where((_, place) => survives[place]).Sum(), Unmasked(dealers[..count], survives, values));
        }
    }

    /// <summary>The sum of what survivors send, with the lost members' side of their pair masks.</summary>
    private static int Unmasked(int[] dealers, bool[] survives, int[] values)
    {
        int sum = 0;
        for (int place = 0; place < dealers.Length; place++)
        {
            int owner = dealers[place];
            if (survives[place])
                sum = unchecked(sum + values[place]);
            for (int other = 0; survives[place] && other < dealers.Length; other++)
                sum = unchecked(sum + Pairs[owner, dealers[other]] + (survives[other] ? 0 : Pairs[dealers[other], owner]));
        }

        return sum;
    }

    /// <summary>The first word.</summary>
    private static int Expanded(MaskTerm term)
    {
        RingVector mask = new(Ring.Bits32, 1);
        MaskStream.Add(MemoryMarshal.AsMemory(mask.Memory), 32, [term], 1);
        return (int)mask[0];
    }
}
