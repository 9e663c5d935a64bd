using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Evidence that a member said two things where its promise is to say one.</summary>
internal static class EquivocationEvidence
{
    public static bool Proves(Equivocation evidence, Member accused, SumTerms terms)
    {
        Digest setup = terms.Setup;
        Digest? session = evidence.Request is { } request && request.Setup == setup ? request.Session : null;
        if (evidence.Kind == Advert.Tag)
            return Differ<Advert>(evidence, accused, word => word.Member, word => word.Setup == setup);
        if (evidence.Kind == Deal.Tag)
            return Differ<Deal>(evidence, accused, word => word.Member, word => word.Setup == setup);
        if (evidence.Kind == MaskedInput.Tag)
            return Differ<MaskedInput>(evidence, accused, word => word.Member, word => word.Session == session);
        if (evidence.Kind == Agreement.Tag)
            return Differ<Agreement>(evidence, accused, word => word.Member, word => word.Session == session);
        if (evidence.Kind == UnmaskAnswer.Tag)
            return Differ<UnmaskAnswer>(evidence, accused, word => word.Member, word => word.Session == session);
        if (evidence.Kind == CheckTags.Tag)
            return Differ<CheckTags>(evidence, accused, word => word.Member, word => word.Session == session);
        return evidence.Kind == Acceptance.Tag
            && Differ<Acceptance>(evidence, accused, word => word.Member, word => word.Round == terms.Round && word.Session == session);
    }

    private static bool Differ<T>(Equivocation evidence, Member accused, Func<T, MemberId> memberOf, Func<T, bool> belongs)
        where T : class, ISumMessage<T>
    {
        if (Read<T>(evidence.First) is not { } first || Read<T>(evidence.Second) is not { } second || first.Hash == second.Hash)
            return false;
        return new[] { first, second }.All(
            word => memberOf(word.Content) == accused.Id && belongs(word.Content) && word.IsSignedBy(accused.Key));
    }

    private static SignedMessage<T>? Read<T>(byte[] bytes)
        where T : class, ISumMessage<T>
    {
        try
        {
            return SignedMessage<T>.Parse(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
