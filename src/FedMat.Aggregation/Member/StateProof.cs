using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// T acceptances of one state after one round: proof of the state to a member that was away. At most f of the signers lie, so an honest one
/// has computed that state from a sum that it checked.
/// </summary>
public static class StateProof
{
    /// <summary>Null if so many distinct members of the plan accepted exactly this.</summary>
    /// <param name="terms">The plan's members and thresholds, of whatever attempt at the study.</param>
    /// <param name="round">The attempt whose sum led to the state.</param>
    /// <param name="state">Hash of the state.</param>
    /// <param name="acceptances">In any order.</param>
    public static Refusal? Refuse(SumTerms terms, RoundId round, Digest state, IReadOnlyList<SignedMessage<Acceptance>> acceptances)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(acceptances);
        foreach (SignedMessage<Acceptance> acceptance in acceptances)
        {
            if (acceptance.Content.Round != round || acceptance.Content.State != state)
                return new Refusal(
                    RefusalCode.StateNotReached, $"member {acceptance.Content.Member} accepted another state than {state.Short} after {round}");
            if (RollRules.SignedBy(terms, acceptance.Content.Member, acceptance) is { } refusal)
                return refusal;
        }

        int members = acceptances.Select(acceptance => acceptance.Content.Member).Distinct().Count();
        return members >= terms.Thresholds.Signing
            ? null
            : new Refusal(
                RefusalCode.TooFewSignatures, $"{members} members accepted state {state.Short}; it takes {terms.Thresholds.Signing}");
    }
}
