using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>The coordinator's place in one attempt: the terms, what it signs with, and of what it has convicted whom.</summary>
internal sealed class Chair
{
    private readonly SigningKey key;
    private readonly List<Conviction> convictions = [];

    /// <exception cref="ArgumentException">The roster has another key for the coordinator.</exception>
    public Chair(SumTerms terms, SigningKey coordinator)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(coordinator);
        if (terms.Coordinator != coordinator.Public)
            throw new ArgumentException("the roster names another key of the coordinator", nameof(coordinator));
        (Terms, key) = (terms, coordinator);
    }

    public SumTerms Terms { get; }

    public Thresholds Thresholds => Terms.Thresholds;

    public Digest Setup => Terms.Setup;

    public IReadOnlyList<Conviction> Convictions => convictions;

    public SignedMessage<T> Sign<T>(T message)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(message, key);

    /// <summary>Keeps the evidence, the first of each offence of a member.</summary>
    public Refusal Convict<T>(MemberId member, Offence offence, T evidence)
        where T : class, ISumMessage<T>
    {
        if (!convictions.Any(conviction => conviction.Member == member && conviction.Offence == offence))
            convictions.Add(new Conviction(Terms.Round, member, offence, SumMessage.Body(evidence)));
        return new Refusal(RefusalCode.MemberConvicted, $"what member {member} signed proves an offence: {offence}; the evidence is kept");
    }
}
