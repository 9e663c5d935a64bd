using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The keys of the secure sum (protocol.md, "Keys"), as both sides derive them: HKDF-SHA256 (RFC 5869) over an X25519
/// agreement or a shared-out secret, bound by salt and info to one use. The caller wipes what it is given.
/// </summary>
public static class SumKeys
{
    /// <summary>
    /// The key under which a dealer seals the one envelope that it ever makes for this holder; null where the agreement is none.
    /// </summary>
    /// <param name="own">The sealing key of either side.</param>
    /// <param name="sender">The dealer.</param>
    /// <param name="receiver">The holder.</param>
    public static byte[]? Seal(AgreementKey own, Advert sender, Advert receiver)
    {
        byte[] info = new CanonicalWriter("seal").Member(sender.Member).Member(receiver.Member)
            .Digest(SumMessage.Hash(sender)).Digest(SumMessage.Hash(receiver)).ToArray();
        AgreementPublicKey other = own.Public == sender.SealKey ? receiver.SealKey : sender.SealKey;
        return own.Derive(other, sender.Setup.ToArray(), info);
    }

    /// <summary>What an envelope is sealed with but does not carry: setup | dealer | holder.</summary>
    public static byte[] Associated(Digest setup, MemberId dealer, MemberId holder) =>
        new CanonicalWriter("envelope").Digest(setup).Member(dealer).Member(holder).ToArray();

    /// <summary>The self mask of one member in one session.</summary>
    /// <param name="secret">b, 32 bytes.</param>
    /// <param name="session">Of the sum.</param>
    /// <param name="owner">Whose b it is.</param>
    public static MaskTerm SelfMask(ReadOnlySpan<byte> secret, Digest session, MemberId owner) =>
        new(KeyDerivation.Derive(secret, session.ToArray(), new CanonicalWriter("self").Member(owner).ToArray()), Subtract: false);

    /// <summary>
    /// The masks between one member and others, with that member's signs: the lower id adds, the higher subtracts. Adding the masks between
    /// a lost member and the survivors to their sum takes the survivors' masks with it away.
    /// </summary>
    /// <param name="mask">That member's mask key.</param>
    /// <param name="owner">That member.</param>
    /// <param name="others">Without it.</param>
    /// <param name="session">Of the sum.</param>
    /// <returns>Null where the key of one of the others is of low order.</returns>
    public static IReadOnlyList<MaskTerm>? Pairs(AgreementKey mask, MemberId owner, IEnumerable<Advert> others, Digest session)
    {
        byte[] salt = session.ToArray();
        List<MaskTerm> terms = [];
        foreach (Advert other in others)
        {
            byte[] info = PairInfo(owner, other.Member);
            if (mask.Derive(other.MaskKey, salt, info) is not { } key)
            {
                Erase(terms);
                return null;
            }

            terms.Add(new MaskTerm(key, Subtract: owner > other.Member));
        }

        return terms;
    }

    /// <summary>The same masks with the opposite signs, over the same keys.</summary>
    public static IReadOnlyList<MaskTerm> Opposite(IEnumerable<MaskTerm> terms) =>
        [.. terms.Select(term => term with { Subtract = !term.Subtract })];

    /// <summary>Adds masks to a vector in place and wipes their keys.</summary>
    internal static void Spend(IReadOnlyList<MaskTerm> terms, RingVector vector, int threads, CancellationToken cancellation)
    {
        try
        {
            MaskStream.Add(MemoryMarshal.AsMemory(vector.Memory), (int)vector.Ring, terms, threads, cancellation);
        }
        finally
        {
            Erase(terms);
        }
    }

    /// <summary>Wipes the keys.</summary>
    public static void Erase(IEnumerable<MaskTerm> terms)
    {
        foreach (MaskTerm term in terms)
            CryptographicOperations.ZeroMemory(term.Key);
    }

    private static byte[] PairInfo(MemberId one, MemberId other)
    {
        (MemberId lower, MemberId higher) = one < other ? (one, other) : (other, one);
        return new CanonicalWriter("mask").Member(lower).Member(higher).ToArray();
    }
}
