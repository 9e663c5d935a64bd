using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// A sum that is claimed, and its own tags: it is accepted iff the tags of all survivors add up to them (protocol.md, "The sum is checked,
/// not believed"). The coordinator has to show every survivor's signed tags, or the vector and the secrets from which the missing ones
/// follow: each secret is checked against its owner's advert, each vector against the digest that its owner signed.
/// </summary>
internal sealed class SumClaim(SumScope scope, Digest sum, RingVector expected)
{
    public SumScope Scope => scope;

    public Digest Sum => sum;

    /// <param name="list">Tags of some survivors.</param>
    /// <param name="own">This member's tags, where it is a survivor itself.</param>
    public IEnumerable<MemberId> Silent(CheckList list, SignedMessage<CheckTags>? own) =>
        scope.Untagged(list).Where(member => member != own?.Content.Member);

    /// <param name="list">Tags, and what the missing ones are computed from.</param>
    /// <param name="own">This member's tags, where it is a survivor itself.</param>
    /// <param name="vectors">y of each member of <see cref="Silent"/>.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Refusal? Refuse(
        CheckList list, SignedMessage<CheckTags>? own, IReadOnlyDictionary<MemberId, RingVector> vectors, int threads,
        CancellationToken cancellation)
    {
        Refusal? refusal = RollRules.Members(list.Tags.Select(tags => tags.Content.Member), scope.Survivors.Contains, 0)
            ?? list.Tags.Select(tags => Refuse(tags, own)).FirstOrDefault(found => found is not null)
            ?? RefuseSecrets(list);
        if (refusal is not null)
            return refusal;
        RingVector total = new(scope.Ask.Ring, SumCheck.Vectors);
        foreach (SignedMessage<CheckTags> tags in list.Tags)
            total.Add(0, tags.Content.Tags);
        if (own is not null && scope.Untagged(list).Contains(own.Content.Member))
            total.Add(0, own.Content.Tags);
        if (AddSilent(total, list, Silent(list, own), vectors, threads, cancellation) is { } wrong)
            return wrong;
        return total.Memory.Span.SequenceEqual(expected.Memory.Span)
            ? null
            : Wrong("the claimed sum is not that of the survivors' vectors; nothing goes on from it");
    }

    private static Refusal Wrong(string detail) => new(RefusalCode.SumNotChecked, detail);

    private static IEnumerable<MemberId> Owners(IEnumerable<RevealedSecret> secrets) => secrets.Select(secret => secret.Member);

    private Refusal? Refuse(SignedMessage<CheckTags> tags, SignedMessage<CheckTags>? own)
    {
        CheckTags content = tags.Content;
        Refusal? refusal = RollRules.Bound("session", content.Session, scope.Session)
            ?? RollRules.Bound("list of survivors", content.Survivors, scope.Survivors.Hash)
            ?? RollRules.Bound("sum", content.Sum, sum)
            ?? RollRules.SignedBy(scope.Terms, content.Member, tags);
        if (refusal is not null)
            return refusal;
        if (content.Tags.Length != expected.Memory.Length)
            return Wrong($"member {content.Member} signed {content.Tags.Length} bytes of tags");
        return own is null || content.Member != own.Content.Member || tags.Equals(own)
            ? null
            : Wrong("the list holds other tags in this node's name than it made");
    }

    private Refusal? AddSilent(
        RingVector total, CheckList list, IEnumerable<MemberId> members, IReadOnlyDictionary<MemberId, RingVector> vectors, int threads,
        CancellationToken cancellation)
    {
        using SurvivorTags silent = new(scope.Adverts, scope.Session, list.Lost);
        foreach (MemberId member in members)
        {
            if (vectors.GetValueOrDefault(member) is not { } masked || !scope.IsVectorOf(member, masked))
                return Wrong($"the masked vector of member {member} is missing or not the one that it signed");
            RevealedSecret selfMask = list.Silent.First(secret => secret.Member == member);
            if (silent.Of(selfMask, masked, scope.Challenge(sum), threads, cancellation) is not { } tags)
                return new Refusal(RefusalCode.KeyRefused, $"the mask key of member {member} is of low order");
            total.Add(0, tags.Memory.Span);
        }

        return null;
    }

    /// <summary>b of everybody without tags and, where there is somebody, s of everybody lost.</summary>
    private Refusal? RefuseSecrets(CheckList list)
    {
        MemberId[] untagged = [.. scope.Untagged(list)];
        IEnumerable<MemberId> lost = untagged.Length == 0 ? [] : scope.Survivors.Lost;
        if (!Owners(list.Silent).SequenceEqual(untagged) || !Owners(list.Lost).SequenceEqual(lost))
            return new Refusal(RefusalCode.ListInvalid, "the list does not hold the secrets of exactly those whose tags are missing");
        RevealedSecret? wrong = list.Silent.FirstOrDefault(secret => !Fits(ShareKind.SelfMask, secret))
            ?? list.Lost.FirstOrDefault(secret => !Fits(ShareKind.MaskKey, secret));
        return wrong is null
            ? null
            : new Refusal(RefusalCode.KeyRefused, $"what was revealed as a secret of member {wrong.Member} is not the one that it advertised");
    }

    private bool Fits(ShareKind kind, RevealedSecret secret) => SecretRules.Fits(scope.Adverts.Of(secret.Member), kind, secret.Secret);
}
