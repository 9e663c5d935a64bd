using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// The arithmetic of masks, each expanded once: over any survivors, what they masked with is what the recovered secrets take off.
/// </summary>
public sealed class MaskCancellationTests
{
    private const int Members = 64, Slots = 4;
    private static readonly Digest Session = Digest.Of("session"u8);
    private static readonly RingVector[] SelfMasks = new RingVector[Members];
    private static readonly RingVector[,] Pairs = new RingVector[Members, Members];

    static MaskCancellationTests()
    {
        MemberId[] ids = [.. Enumerable.Range(0, Members).Select(i => MemberId.FromBytes([(byte)i, .. new byte[15]]))];
        AgreementKey[] keys = [.. ids.Select(_ => AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32)))];
        Advert[] adverts = [.. ids.Select((id, i) => new Advert(default, id, default, keys[i].Public, default))];
        for (int i = 0; i < Members; i++)
        {
            SelfMasks[i] = Expanded(SumKeys.SelfMask(RandomNumberGenerator.GetBytes(32), Session, ids[i]));
            for (int j = 0; j < Members; j++)
                Pairs[i, j] = i == j ? new RingVector(Ring.Bits32, Slots) : Expanded(SumKeys.Pairs(keys[i], ids[i], [adverts[j]], Session)![0]);
        }
    }

    [Fact]
    public void Masks_OverAnySurvivors_Cancel()
    {
        Gen<(int[] Dealers, bool[] Survives)> cases = Gen.Choose(3, Members).SelectMany(count => Gen.Shuffle(Enumerable.Range(0, Members).ToArray())
            .SelectMany(order => Gen.ArrayOf(ArbMap.Default.GeneratorFor<bool>(), count).Select(survives => (order[..count], survives))));
        Prop.ForAll(cases.ToArbitrary(), given => Left(given.Dealers, given.Survives).Memory.Span.IndexOfAnyExcept((byte)0) < 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    private static RingVector Left(int[] dealers, bool[] survives)
    {
        int[] survivors = [.. dealers.Where((_, i) => survives[i])];
        RingVector masks = new(Ring.Bits32, Slots), taken = new(Ring.Bits32, Slots);
        foreach (int survivor in survivors)
        {
            masks.Add(0, SelfMasks[survivor].Memory.Span);
            taken.Add(0, SelfMasks[survivor].Memory.Span);
            foreach (int other in dealers)
                masks.Add(0, Pairs[survivor, other].Memory.Span);
        }

        RingVector added = new(Ring.Bits32, Slots);
        foreach (int lost in dealers.Except(survivors))
        {
            foreach (int survivor in survivors)
                added.Add(0, Pairs[lost, survivor].Memory.Span);
        }

        for (int slot = 0; slot < Slots; slot++)
            masks[slot] += added[slot] - taken[slot];
        return masks;
    }

    private static RingVector Expanded(MaskTerm term)
    {
        RingVector mask = new(Ring.Bits32, Slots);
        MaskStream.Add(MemoryMarshal.AsMemory(mask.Memory), 32, [term], 1);
        return mask;
    }
}
