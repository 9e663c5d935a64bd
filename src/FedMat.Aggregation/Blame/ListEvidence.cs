using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>The lists on which evidence about a sum rests, each checked as a member checks it.</summary>
internal sealed record ListEvidence(AdvertRoll Adverts, DealerRoll Dealers, SurvivorRoll Survivors)
{
    /// <summary>Null if they are not the lists of one sum of this attempt.</summary>
    public static ListEvidence? Of(SumLists lists, SumTerms terms)
    {
        if (AdvertRoll.Of(terms, lists.Adverts).Value is not { } adverts || DealerRoll.Of(terms, adverts, lists.Dealers).Value is not { } dealers)
            return null;
        bool asked = lists.Request.Setup == terms.Setup && lists.Request.Dealers == dealers.Hash;
        return asked && SurvivorRoll.Of(terms, dealers, lists.Request.Session, lists.Survivors).Value is { } survivors
            ? new ListEvidence(adverts, dealers, survivors)
            : null;
    }
}
