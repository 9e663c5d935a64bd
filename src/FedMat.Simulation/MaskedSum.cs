using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// The masks of the secure sum without its messages: members agree on keys in pairs once, every sum has masks of its own, each member's vector is masked before
/// it is added, and the self masks are taken off the sum. Of many members each shares masks with so many neighbours on a circle, as in Bell et al. (CCS 2020).
/// </summary>
internal sealed class MaskedSum
{
    private const int MostNeighbours = 32;
    private readonly IReadOnlyList<MemberId> members;
    private readonly List<(int Other, byte[] Secret)>[] pairs;
    private readonly byte[][] selves;
    private long sums;

    public MaskedSum(IReadOnlyList<MemberId> members)
    {
        this.members = members;
        pairs = [.. members.Select(_ => new List<(int, byte[])>())];
        selves = [.. members.Select(_ => RandomNumberGenerator.GetBytes(32))];
        AgreementKey[] keys = [.. members.Select(_ => AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32)))];
        int reach = Math.Min((members.Count - 1) / 2, MostNeighbours / 2);
        for (int one = 0; one < keys.Length; one++)
        {
            for (int step = 1; step <= (keys.Length <= MostNeighbours ? keys.Length - 1 - one : reach); step++)
                Agree(keys, one, (one + step) % keys.Length);
        }

        foreach (AgreementKey key in keys)
            key.Dispose();
    }

    /// <summary>Names the next sum: its masks are used once.</summary>
    public Digest NextSession() => new CanonicalWriter("fedmat.simulation.session").Int64(++sums).ToDigest();

    /// <summary>Masks a member's vector in place.</summary>
    public void Mask(int member, RingVector vector, Digest session)
    {
        List<MaskTerm> terms = [SumKeys.SelfMask(selves[member], session, members[member])];
        foreach ((int other, byte[] secret) in pairs[member])
            terms.Add(new MaskTerm(KeyDerivation.Derive(secret, session.ToArray(), "pair"u8), Subtract: member > other));
        Apply(terms, vector);
    }

    /// <summary>Takes the self masks of all members off their sum.</summary>
    public void Unmask(RingVector sum, Digest session) =>
        Apply([.. SumKeys.Opposite(selves.Select((secret, member) => SumKeys.SelfMask(secret, session, members[member])))], sum);

    private void Agree(AgreementKey[] keys, int one, int other)
    {
        byte[] secret = keys[one].Derive(keys[other].Public, [], "pair"u8.ToArray())
            ?? throw new CryptographicException("two fresh keys do not agree");
        pairs[one].Add((other, secret));
        pairs[other].Add((one, secret));
    }

    private static void Apply(List<MaskTerm> terms, RingVector vector)
    {
        MaskStream.Add(MemoryMarshal.AsMemory(vector.Memory), (int)vector.Ring, terms, threads: 1);
        SumKeys.Erase(terms);
    }
}
