using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The tags that a survivor must have signed, from the masked vector that it sent: z is y without the self mask and without the masks shared with
/// lost members, whose keys were recovered.
/// </summary>
internal sealed class SurvivorTags : IDisposable
{
    private readonly AdvertRoll adverts;
    private readonly Digest session;
    private readonly List<(MemberId Owner, AgreementKey Key)> lost;

    /// <param name="adverts">U1.</param>
    /// <param name="session">Of the sum.</param>
    /// <param name="lost">Mask keys, already checked against the adverts.</param>
    public SurvivorTags(AdvertRoll adverts, Digest session, IEnumerable<RevealedSecret> lost)
    {
        (this.adverts, this.session) = (adverts, session);
        this.lost = [.. lost.Select(secret => (secret.Member, AgreementKey.FromSecret(secret.Secret)))];
    }

    /// <param name="selfMask">The survivor's b, already checked.</param>
    /// <param name="masked">y, which stays as it is.</param>
    /// <param name="challenge">Of the claimed sum.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Null where the mask key of the survivor is of low order.</returns>
    public RingVector? Of(RevealedSecret selfMask, RingVector masked, Digest challenge, int threads, CancellationToken cancellation)
    {
        List<MaskTerm> terms = [.. SumKeys.Opposite([SumKeys.SelfMask(selfMask.Secret, session, selfMask.Member)])];
        foreach ((MemberId owner, AgreementKey key) in lost)
        {
            if (SumKeys.Pairs(key, owner, [adverts.Of(selfMask.Member)], session) is not { } pair)
                return null;
            terms.AddRange(pair);
        }

        RingVector contribution = new(masked.Ring, masked.Memory.ToArray());
        MaskStream.Add(MemoryMarshal.AsMemory(contribution.Memory), (int)masked.Ring, terms, threads, cancellation);
        SumKeys.Erase(terms);
        return SumCheck.Tags(challenge, contribution, threads, cancellation);
    }

    public void Dispose() => lost.ForEach(member => member.Key.Dispose());
}
