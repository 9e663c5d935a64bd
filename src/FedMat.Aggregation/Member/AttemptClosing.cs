using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A member's part in a close certificate: its signed word that it never opens a share of an attempt.</summary>
public sealed class AttemptClosing
{
    private AttemptClosing(SignedMessage<Closing> message, AttemptPromises promises) => (Message, Promises) = (message, promises);

    public SignedMessage<Closing> Message { get; }

    /// <summary>Stored before the message is sent.</summary>
    public AttemptPromises Promises { get; }

    /// <summary>Closes the attempt, which this member may have had no part in so far.</summary>
    /// <param name="request">The coordinator's word that it will not unmask the attempt.</param>
    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="self">This member.</param>
    /// <param name="key">Its identity key.</param>
    /// <param name="promises">What this node has answered in the attempt.</param>
    public static Outcome<AttemptClosing> Close(
        SignedMessage<CloseRequest> request, SumTerms terms, MemberId self, SigningKey key, AttemptPromises promises)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(promises);
        if (RollRules.SignedByCoordinator(terms, request) is { } unsigned)
            return unsigned;
        if (request.Content.Round != terms.Round)
            return new Refusal(RefusalCode.SetupForeign, $"attempt {request.Content.Round} is to be closed, not {terms.Round}");
        Outcome<AttemptPromises> closed = promises.Close();
        return closed.IsGiven
            ? new AttemptClosing(SignedMessage<Closing>.Sign(new Closing(terms.Round, self), key), closed.Value)
            : closed.Refusal;
    }
}
