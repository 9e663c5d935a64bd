using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Agreements;

/// <summary>A plan that was put before this node, and what became of it.</summary>
/// <param name="Plan">Under its proposer's signature.</param>
/// <param name="Seen">When it first reached this node.</param>
/// <param name="Decision">What the policy made of it, the last time that it was asked.</param>
/// <param name="Consent">The newest answer; null before there is one.</param>
/// <param name="Status">How the study stands, by the coordinator's word.</param>
/// <param name="Reason">Why it ended; empty while it runs.</param>
/// <param name="Ended">When this node heard of its end.</param>
public sealed record StudyRequest(
    Signed<Plan> Plan, DateTimeOffset Seen, PolicyDecision Decision, StoredConsent? Consent, StudyStatus Status, string Reason, DateTimeOffset? Ended)
{
    public StudyId Id { get; } = Plan.Content.Id;

    /// <summary>The newest answer that granted, be it in force or taken back since; null for none.</summary>
    public StoredConsent? Grant { get; init; }

    /// <summary>How it stands at that moment. Whether the consent's signature holds is a question of its own.</summary>
    public StudyState State(DateTimeOffset now) => this switch
    {
        { Ended: not null } => StudyState.Ended,
        { Consent: null, Decision.Answer: PolicyAnswer.Refuse } => StudyState.Refused,
        { Consent: null } => StudyState.Waiting,
        // What the policy refused may come before a person once the policy, or who is known here, has changed.
        { Consent: { Giver: AnswerGiver.Policy, Document.Content.Answer: ConsentAnswer.Refused }, Decision.Answer: PolicyAnswer.Ask } => StudyState.Waiting,
        // What the policy took back comes before a person as soon as the policy does not refuse it.
        { Consent: { Giver: AnswerGiver.Policy, Document.Content.Answer: ConsentAnswer.Withdrawn }, Decision.Answer: not PolicyAnswer.Refuse } => StudyState.Waiting,
        { Consent.Document.Content.Answer: ConsentAnswer.Refused } => StudyState.Refused,
        { Consent.Document.Content.Answer: ConsentAnswer.Withdrawn } => StudyState.Withdrawn,
        _ => Consent.Document.Content.Holds(now) ? StudyState.Consented : StudyState.Expired,
    };

    /// <summary>How it stands with a node that has this key: what was granted under another key waits to be approved again.</summary>
    public StudyState State(DateTimeOffset now, VerifyingKey key) =>
        State(now) is var state && state == StudyState.Consented && !Consent!.Document.IsSignedBy(key) ? StudyState.Waiting : state;
}
