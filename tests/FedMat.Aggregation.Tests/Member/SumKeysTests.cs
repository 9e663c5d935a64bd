using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class SumKeysTests
{
    private static readonly Digest Setup = Digest.Of("setup"u8);
    private static readonly Digest Session = Digest.Of("session"u8);

    /// <summary>Everybody masks zeros; the survivors' masks between each other cancel, and those of the lost take the rest away.</summary>
    [Theory]
    [InlineData(3, 0, Ring.Bits32)]
    [InlineData(3, 0, Ring.Bits64)]
    [InlineData(7, 2, Ring.Bits32)]
    [InlineData(16, 5, Ring.Bits64)]
    [InlineData(33, 1, Ring.Bits32)]
    public void Pairs_OfSurvivorsAndLost_Cancel(int members, int lost, Ring ring)
    {
        using Keyring keyring = new(members);
        RingVector sum = new(ring, 21);
        for (int i = lost; i < members; i++)
            Add(sum, keyring.Pairs(i, Enumerable.Range(0, members)));
        for (int i = 0; i < lost; i++)
            Add(sum, keyring.Pairs(i, Enumerable.Range(lost, members - lost)));
        Assert.All(sum.Memory.ToArray(), slot => Assert.Equal(0, slot));
    }

    [Fact]
    public void Opposite_OfMasks_TakesThemAway()
    {
        using Keyring keyring = new(3);
        RingVector sum = new(Ring.Bits32, 21);
        IReadOnlyList<MaskTerm> masks = [SumKeys.SelfMask(new byte[32], Session, keyring.Adverts[0].Member), .. keyring.Pairs(0, [1, 2])];
        Add(sum, masks);
        Add(sum, SumKeys.Opposite(masks));
        Assert.All(sum.Memory.ToArray(), slot => Assert.Equal(0, slot));
    }

    [Fact]
    public void Seal_OfBothSides_IsOneKey()
    {
        using Keyring keyring = new(2);
        Assert.Equal(
            SumKeys.Seal(keyring.Seals[0], keyring.Adverts[0], keyring.Adverts[1]), SumKeys.Seal(keyring.Seals[1], keyring.Adverts[0], keyring.Adverts[1]));
    }

    [Fact]
    public void Seal_OfTheOtherDirection_IsAnotherKey()
    {
        using Keyring keyring = new(2);
        Assert.NotEqual(
            SumKeys.Seal(keyring.Seals[0], keyring.Adverts[0], keyring.Adverts[1]), SumKeys.Seal(keyring.Seals[0], keyring.Adverts[1], keyring.Adverts[0]));
    }

    [Fact]
    public void Seal_ForAnAdvertChangedElsewhere_IsAnotherKey()
    {
        using Keyring keyring = new(2);
        Advert changed = keyring.Adverts[1] with { SelfMask = Digest.Of("changed"u8) };
        Assert.NotEqual(
            SumKeys.Seal(keyring.Seals[0], keyring.Adverts[0], keyring.Adverts[1]), SumKeys.Seal(keyring.Seals[0], keyring.Adverts[0], changed));
    }

    [Fact]
    public void Pairs_WithAKeyOfLowOrder_AreNone()
    {
        using Keyring keyring = new(3);
        Advert low = keyring.Adverts[2] with { MaskKey = AgreementPublicKey.FromBytes([1, .. new byte[31]]) };
        Assert.Null(SumKeys.Pairs(keyring.Masks[0], keyring.Adverts[0].Member, [keyring.Adverts[1], low], Session));
    }

    [Fact]
    public void Erase_OfMasks_WipesTheirKeys()
    {
        MaskTerm mask = SumKeys.SelfMask(new byte[32], Session, Consortium.IdOf(0));
        SumKeys.Erase([mask]);
        Assert.Equal(new byte[32], mask.Key);
    }

    private static void Add(RingVector sum, IReadOnlyList<MaskTerm> masks) =>
        MaskStream.Add(MemoryMarshal.AsMemory(sum.Memory), (int)sum.Ring, masks, 1);

    private sealed class Keyring(int members) : IDisposable
    {
        public AgreementKey[] Seals { get; } = Drawn(members);

        public AgreementKey[] Masks { get; } = Drawn(members);

        public Advert[] Adverts => [.. Enumerable.Range(0, members).Select(i =>
            new Advert(Setup, Consortium.IdOf((byte)i), Seals[i].Public, Masks[i].Public, Digest.Of("b"u8)))];

        public IReadOnlyList<MaskTerm> Pairs(int owner, IEnumerable<int> others) =>
            SumKeys.Pairs(Masks[owner], Adverts[owner].Member, others.Where(other => other != owner).Select(other => Adverts[other]), Session)!;

        public void Dispose()
        {
            foreach (AgreementKey key in Seals.Concat(Masks))
                key.Dispose();
        }

        private static AgreementKey[] Drawn(int members) =>
            [.. Enumerable.Range(0, members).Select(_ => AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32)))];
    }
}
