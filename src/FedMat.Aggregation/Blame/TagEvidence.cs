using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Evidence that a survivor signed other tags than those of the vector that it signed before.</summary>
internal static class TagEvidence
{
    public static Digest? VectorOf(FalseTags evidence) =>
        evidence.Lists.Survivors.Content.Inputs.FirstOrDefault(input => input.Content.Member == evidence.Tags.Content.Member)?.Content.Payload;

    public static bool Proves(
        FalseTags evidence, MemberId accused, SumTerms terms, RoundSpec ask, RingVector masked, int threads, CancellationToken cancellation)
    {
        CheckTags tags = evidence.Tags.Content;
        if (ListEvidence.Of(evidence.Lists, terms) is not { } lists || evidence.Lists.Request.Ask != ask.Hash)
            return false;
        bool signed = tags.Member == accused
            && tags.Session == lists.Survivors.Session
            && tags.Survivors == lists.Survivors.Hash
            && RollRules.SignedBy(terms, accused, evidence.Tags) is null
            && lists.Survivors.Contains(accused);
        if (!signed || masked.Ring != ask.Ring || masked.Hash != lists.Survivors.Of(accused).Content.Payload || !Fit(evidence, accused, lists))
            return false;
        using SurvivorTags survivorTags = new(lists.Adverts, lists.Survivors.Session, evidence.Lost);
        Digest challenge = CheckTags.Challenge(tags.Session, tags.Survivors, tags.Sum);
        return survivorTags.Of(evidence.SelfMask, masked, challenge, threads, cancellation) is { } right
            && !right.Memory.Span.SequenceEqual(tags.Tags);
    }

    /// <summary>Whether the secrets are the accused's own b and s of everybody who was lost.</summary>
    private static bool Fit(FalseTags evidence, MemberId accused, ListEvidence lists) =>
        evidence.SelfMask.Member == accused
        && evidence.Lost.Select(secret => secret.Member).SequenceEqual(lists.Survivors.Lost)
        && SecretRules.Fits(lists.Adverts.Of(accused), ShareKind.SelfMask, evidence.SelfMask.Secret)
        && evidence.Lost.All(secret => SecretRules.Fits(lists.Adverts.Of(secret.Member), ShareKind.MaskKey, secret.Secret));
}
