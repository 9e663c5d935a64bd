using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Whether a conviction is proved by its evidence. Everything hangs on what the accused signed: a hash under its signature names the lists, and
/// the lists name the rest, so that nobody else can make evidence against a member that kept to the protocol.
/// </summary>
public static class Evidence
{
    /// <summary>SHA-256 of the masked vector without which a conviction cannot be checked; null where none is needed.</summary>
    public static Digest? VectorOf(Conviction conviction)
    {
        ArgumentNullException.ThrowIfNull(conviction);
        return conviction.Offence == Offence.FalseTags && Read<FalseTags>(conviction) is { } evidence
            ? TagEvidence.VectorOf(evidence)
            : null;
    }

    /// <summary>Whether the evidence proves the offence, for every offence but false tags.</summary>
    /// <param name="conviction">As it arrived.</param>
    /// <param name="terms">Of the attempt that it names.</param>
    public static bool Proves(Conviction conviction, SumTerms terms)
    {
        ArgumentNullException.ThrowIfNull(conviction);
        ArgumentNullException.ThrowIfNull(terms);
        return conviction.Round == terms.Round && terms.Find(conviction.Member) is { } accused && conviction.Offence switch
        {
            Offence.FalseDeal => Read<FalseDeal>(conviction) is { } evidence && DealEvidence.Proves(evidence, accused.Id, terms),
            Offence.FalseOpening => Read<FalseOpening>(conviction) is { } evidence && DealEvidence.Proves(evidence, accused.Id, terms),
            Offence.FalseShare => Read<FalseShare>(conviction) is { } evidence && ShareEvidence.Proves(evidence, accused.Id, terms),
            Offence.Equivocation => Read<Equivocation>(conviction) is { } evidence && EquivocationEvidence.Proves(evidence, accused, terms),
            _ => false,
        };
    }

    /// <summary>Whether the evidence proves the offence, false tags included.</summary>
    /// <param name="conviction">As it arrived.</param>
    /// <param name="terms">Of the attempt that it names.</param>
    /// <param name="ask">What was summed.</param>
    /// <param name="masked">The vector of <see cref="VectorOf"/>.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool Proves(
        Conviction conviction, SumTerms terms, RoundSpec ask, RingVector masked, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(conviction);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(masked);
        if (conviction.Offence != Offence.FalseTags)
            return Proves(conviction, terms);
        return conviction.Round == terms.Round
            && Read<FalseTags>(conviction) is { } evidence
            && TagEvidence.Proves(evidence, conviction.Member, terms, ask, masked, threads, cancellation);
    }

    private static T? Read<T>(Conviction conviction)
        where T : class, ISumMessage<T>
    {
        try
        {
            return SumMessage.Read<T>(conviction.Evidence);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
