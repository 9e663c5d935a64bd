using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Which answer the policy gives by itself, as a plan stands. It never grants what the steward refused or took back, nor again what has ended.</summary>
/// <param name="Policy">The node's.</param>
/// <param name="Signer">Signs.</param>
/// <param name="Now">The moment.</param>
internal sealed record PolicyReply(NodePolicy Policy, ConsentSigner Signer, DateTimeOffset Now)
{
    /// <returns>Null where there is nothing to add.</returns>
    public Signed<StudyConsent>? Next(StudyRequest request, int number, PolicyJudgement judgement) => judgement.Answer switch
    {
        _ when request.Ended is not null => null,
        PolicyAnswer.Refuse => Refuse(request, number, $"{judgement.Deciding.Reason} (policy rule '{judgement.Deciding.Rule}')"),
        PolicyAnswer.Allow when MayGrant(request) => Signer.Sign(request.Id, number, ConsentAnswer.Granted, "", End(), Now),
        _ => null,
    };

    /// <summary>When a consent ends that the policy gives.</summary>
    private DateTimeOffset End()
    {
        DateTimeOffset end = Now + TimeSpan.FromDays(Policy.ConsentDays);
        return Policy.Expires is { } expires && expires < end ? expires : end;
    }

    private Signed<StudyConsent>? Refuse(StudyRequest request, int number, string reason) => request.Consent?.Document.Content switch
    {
        null => Signer.Sign(request.Id, number, ConsentAnswer.Refused, reason, Now, Now),
        { Answer: ConsentAnswer.Granted } granted when granted.Holds(Now) => Signer.Sign(request.Id, number, ConsentAnswer.Withdrawn, reason, Now, Now),
        _ => null,
    };

    private bool MayGrant(StudyRequest request) => request.Consent switch
    {
        null => true,
        { Giver: AnswerGiver.Steward } => false,
        // One that the policy took back itself, or that was signed with a key which has been replaced.
        var last => last.Document.Content.Answer != ConsentAnswer.Granted
            || (last.Document.Content.Holds(Now) && !Signer.IsOwn(last.Document, request.Id)),
    };
}
