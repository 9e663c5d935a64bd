using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// A sum that is claimed, and its own tags: it is accepted iff the tags of all survivors add up to them (protocol.md, "The sum is checked, not
/// believed"). The coordinator has to show every survivor's signed tags, or the vector and the secrets from which the missing ones follow.
/// </summary>
internal sealed class SumClaim(SumScope scope, Digest sum, RingVector expected)
{
    public SumScope Scope => scope;

    public Digest Sum => sum;

    /// <param name="list">Tags of some survivors.</param>
    /// <param name="own">This member's tags, where it is a survivor itself.</param>
    public IEnumerable<MemberId> Silent(CheckList list, SignedMessage<CheckTags>? own) =>
        Untagged(list).Where(member => member != own?.Content.Member);

    public Refusal? Refuse(
        CheckList list, SignedMessage<CheckTags>? own, IReadOnlyDictionary<MemberId, RingVector> vectors, int threads, CancellationToken cancellation)
    {
        Refusal? refusal = RollRules.Members(list.Tags.Select(tags => tags.Content.Member), scope.Survivors.Contains, 0)
            ?? list.Tags.Select(tags => Refuse(tags, own)).FirstOrDefault(found => found is not null);
        if (refusal is not null)
            return refusal;
        RingVector total = new(scope.Ask.Ring, SumCheck.Vectors);
        foreach (SignedMessage<CheckTags> tags in list.Tags)
            total.Add(0, tags.Content.Tags);
        MemberId[] untagged = [.. Untagged(list)];
        if (own is not null && untagged.Contains(own.Content.Member))
            total.Add(0, own.Content.Tags);
        using SilentTags silent = new(scope, sum);
        refusal = silent.Reveal(untagged, list);
        foreach (MemberId member in Silent(list, own))
            refusal ??= silent.AddTo(total, member, vectors.GetValueOrDefault(member), threads, cancellation);
        return refusal ?? (total.Memory.Span.SequenceEqual(expected.Memory.Span)
            ? null
            : new Refusal(RefusalCode.SumNotChecked, "the claimed sum is not that of the survivors' vectors; this node does not go on from it"));
    }

    private IEnumerable<MemberId> Untagged(CheckList list) =>
        scope.Survivors.Members.Except(list.Tags.Select(tags => tags.Content.Member));

    private Refusal? Refuse(SignedMessage<CheckTags> tags, SignedMessage<CheckTags>? own)
    {
        CheckTags content = tags.Content;
        Refusal? refusal = RollRules.Bound("session", content.Session, scope.Session)
            ?? RollRules.Bound("list of survivors", content.Survivors, scope.Survivors.Hash)
            ?? RollRules.Bound("sum", content.Sum, sum)
            ?? RollRules.SignedBy(scope.Terms, content.Member, tags);
        if (refusal is not null)
            return refusal;
        if (content.Tags.Length != SumCheck.Vectors * ((int)scope.Ask.Ring / 8))
            return new Refusal(RefusalCode.SumNotChecked, $"member {content.Member} signed {content.Tags.Length} bytes of tags");
        return own is null || content.Member != own.Content.Member || tags.Equals(own)
            ? null
            : new Refusal(RefusalCode.SumNotChecked, "the list holds other tags in this node's name than it made");
    }
}
