using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Stage 0 of the secure sum at the coordinator (after Bonawitz et al., Practical Secure Aggregation for Privacy-Preserving Machine Learning, CCS
/// 2017, figure 4, in the form of protocol.md): adverts are gathered. Each stage takes words until the caller, who alone knows the
/// time, closes it and goes on with the next. A word that was taken before changes nothing, one that is refused changes nothing but the
/// <see cref="Convictions"/>, and everything follows from the words taken: a coordinator that starts again takes the stored ones again.
/// Not safe for two threads at once.
/// </summary>
public sealed class AdvertStage : ISumStage
{
    private static readonly byte[] ProbeSecret = [.. Enumerable.Repeat((byte)1, KeyDerivation.Size)];
    private readonly Chair chair;
    private readonly Intake<Advert> adverts;

    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="coordinator">Signs the lists, and stays the caller's.</param>
    /// <param name="only">The only members of the plan that may take part; null for all.</param>
    /// <exception cref="ArgumentException">The roster has another key for the coordinator.</exception>
    public AdvertStage(SumTerms terms, SigningKey coordinator, IReadOnlyCollection<MemberId>? only = null)
    {
        chair = new Chair(terms, coordinator);
        IEnumerable<MemberId> members = chair.Terms.Members.Select(member => member.Id).Where(member => only is null || only.Contains(member));
        adverts = new Intake<Advert>(chair, members, advert => advert.Member) { Check = Refuse, Convicts = true };
    }

    /// <summary>Who has not advertised.</summary>
    public IReadOnlyList<MemberId> Missing => adverts.Missing;

    /// <summary>Whether enough members are there for a sum, if all of them come through.</summary>
    public bool IsEnough => adverts.Count >= chair.Thresholds.Survivors;

    public IReadOnlyList<Conviction> Convictions => chair.Convictions;

    public Refusal? Take(SignedMessage<Advert> advert) => adverts.Take(advert, RefuseKeys);

    /// <summary>Fixes U1.</summary>
    /// <exception cref="InvalidOperationException">There are not enough adverts.</exception>
    public DealStage Close() => IsEnough
        ? new DealStage(chair, chair.Sign(new AdvertList(chair.Setup, adverts.Taken)))
        : throw new InvalidOperationException("there are not enough adverts for a sum");

    private Refusal? Refuse(Advert advert) => RollRules.Bound("setup", advert.Setup, chair.Setup);

    /// <summary>A point of low order agrees with no key, so one agreement finds it out; a member that was told of it would refuse the whole list.</summary>
    private static Refusal? RefuseKeys(Advert advert)
    {
        using AgreementKey probe = AgreementKey.FromSecret(ProbeSecret);
        return probe.Derive(advert.SealKey, [], []) is null || probe.Derive(advert.MaskKey, [], []) is null
            ? new Refusal(RefusalCode.KeyRefused, $"a key that member {advert.Member} advertised is of low order")
            : null;
    }
}
