using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The tags of survivors that sent none, computed from their masked vectors. Each secret that the coordinator recovered for that is checked
/// against its owner's advert, each vector against the digest that its owner signed.
/// </summary>
internal sealed class SilentTags(SumScope scope, Digest sum) : IDisposable
{
    private readonly List<(MemberId Member, AgreementKey Key)> lost = [];
    private readonly Dictionary<MemberId, byte[]> selfMasks = [];

    /// <summary>Takes b of everybody without tags and, where there is somebody, s of everybody lost.</summary>
    public Refusal? Reveal(IReadOnlyList<MemberId> untagged, CheckList list)
    {
        IEnumerable<MemberId> needed = untagged.Count == 0 ? [] : scope.Survivors.Lost;
        if (!list.Silent.Select(secret => secret.Member).SequenceEqual(untagged) || !list.Lost.Select(secret => secret.Member).SequenceEqual(needed))
            return new Refusal(RefusalCode.ListInvalid, "the list does not hold the secrets of exactly those whose tags are missing");
        foreach (RevealedSecret secret in list.Silent)
        {
            if (Advert.Commit(scope.Terms.Setup, secret.Member, secret.Secret) != scope.Adverts.Of(secret.Member).SelfMask)
                return Wrong(secret);
            selfMasks.Add(secret.Member, secret.Secret);
        }

        foreach (RevealedSecret secret in list.Lost)
        {
            AgreementKey key = AgreementKey.FromSecret(secret.Secret);
            lost.Add((secret.Member, key));
            if (key.Public != scope.Adverts.Of(secret.Member).MaskKey)
                return Wrong(secret);
        }

        return null;
    }

    public Refusal? AddTo(RingVector total, MemberId member, RingVector? masked, int threads, CancellationToken cancellation)
    {
        if (masked?.Ring != scope.Ask.Ring || masked.Length != scope.Ask.Length || masked.Hash != scope.Survivors.Of(member).Content.Payload)
            return new Refusal(RefusalCode.SumNotChecked, $"the masked vector of member {member} is missing or not the one that it signed");
        if (Masks(member) is not { } masks)
            return new Refusal(RefusalCode.KeyRefused, $"the mask key of member {member} is of low order");
        RingVector contribution = new(masked.Ring, masked.Memory.ToArray());
        MaskStream.Add(MemoryMarshal.AsMemory(contribution.Memory), (int)masked.Ring, masks, threads, cancellation);
        SumKeys.Erase(masks);
        total.Add(0, SumCheck.Tags(scope.Challenge(sum), contribution, threads, cancellation).Memory.Span);
        return null;
    }

    public void Dispose() => lost.ForEach(member => member.Key.Dispose());

    private static Refusal Wrong(RevealedSecret secret) =>
        new(RefusalCode.KeyRefused, $"what was revealed as a secret of member {secret.Member} is not the one that it advertised");

    /// <summary>What takes the self mask and the masks shared with the lost away: the lost members' side of each pair has the opposite sign.</summary>
    private List<MaskTerm>? Masks(MemberId member)
    {
        List<MaskTerm> masks = [.. SumKeys.Opposite([SumKeys.SelfMask(selfMasks[member], scope.Session, member)])];
        foreach ((MemberId owner, AgreementKey key) in lost)
        {
            if (SumKeys.Pairs(key, owner, [scope.Adverts.Of(member)], scope.Session) is not { } pair)
                return null;
            masks.AddRange(pair);
        }

        return masks;
    }
}
