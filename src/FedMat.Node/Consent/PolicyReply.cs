using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>
/// Which answer the policy gives by itself, as a plan stands. It never grants what the steward refused or took back, nor again what the steward had
/// granted or what has ended.
/// </summary>
/// <param name="Policy">The node's.</param>
/// <param name="Signer">Signs.</param>
/// <param name="Now">The moment.</param>
internal sealed record PolicyReply(NodePolicy Policy, ConsentSigner Signer, DateTimeOffset Now)
{
    /// <returns>Null where there is nothing to add.</returns>
    public Signed<StudyConsent>? Next(StudyRequest request, int number, PolicyJudgement judgement) => judgement.Answer switch
    {
        _ when request.Ended is not null => null,
        // Vouches arrive one by one, and the gate keeps everything back meanwhile: strangers end no consent.
        PolicyAnswer.Refuse when request.Consent is not null && judgement.ToRefusal()!.Code == RefusalCode.MembersUnknown => null,
        PolicyAnswer.Refuse => Refuse(request, number, $"{judgement.Deciding.Reason} (policy rule '{judgement.Deciding.Rule}')"),
        PolicyAnswer.Allow when MayGrant(request) => Signer.Sign(request.Id, number, ConsentAnswer.Granted, "", End(request), Now),
        _ => null,
    };

    /// <summary>When a consent ends that the policy gives: never later than one before it.</summary>
    private DateTimeOffset End(StudyRequest request)
    {
        DateTimeOffset end = Now + TimeSpan.FromDays(Policy.ConsentDays);
        DateTimeOffset?[] bounds = [Policy.Expires, request.Grant?.Document.Content.Until];
        return bounds.Min() is { } bound && bound < end ? bound : end;
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
        _ when request.Grant is { Giver: AnswerGiver.Steward } => false,
        _ when request.Grant?.Document.Content.Holds(Now) == false => false,
        // One that the policy took back itself, or that was signed with a key which has been replaced.
        var last => last.Document.Content.Answer != ConsentAnswer.Granted
            || !Signer.IsOwn(last.Document, request.Id),
    };
}
