using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A member's place in one attempt: the terms, who it is, and what it signs with.</summary>
internal sealed class Seat(SumTerms terms, MemberId self, SigningKey key)
{
    public SumTerms Terms { get; } = terms;

    public MemberId Self { get; } = self;

    public Digest Setup => Terms.Setup;

    public SignedMessage<T> Sign<T>(T message)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(message, key);
}
