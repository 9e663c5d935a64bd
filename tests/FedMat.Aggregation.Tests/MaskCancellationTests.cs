using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// The arithmetic of pair masks, each expanded once: among any survivors they cancel, and with the lost members' side of theirs nothing is left.
/// </summary>
public sealed class MaskCancellationTests
{
    private const int Members = 64;
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
    public void Masks_OverAnySurvivors_Cancel()
    {
        Gen<(int[] Dealers, bool[] Survives)> cases = Gen.Choose(3, Members).SelectMany(count => Gen.Shuffle(Enumerable.Range(0, Members).ToArray())
            .SelectMany(order => Gen.ArrayOf(ArbMap.Default.GeneratorFor<bool>(), count).Select(survives => (order[..count], survives))));
        Prop.ForAll(cases.ToArbitrary(), given => Left(given.Dealers, given.Survives) == 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    private static int Left(int[] dealers, bool[] survives)
    {
        int left = 0;
        for (int survivor = 0; survivor < dealers.Length; survivor++)
        {
            for (int other = 0; survives[survivor] && other < dealers.Length; other++)
                left = unchecked(left + Pairs[dealers[survivor], dealers[other]] + (survives[other] ? 0 : Pairs[dealers[other], dealers[survivor]]));
        }

        return left;
    }

    /// <summary>The first word.</summary>
    private static int Expanded(MaskTerm term)
    {
        RingVector mask = new(Ring.Bits32, 1);
        MaskStream.Add(MemoryMarshal.AsMemory(mask.Memory), 32, [term], 1);
        return (int)mask[0];
    }
}
