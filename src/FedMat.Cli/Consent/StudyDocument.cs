using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Consent;

/// <summary>Studies and verdicts, as JSON documents show them.</summary>
internal static class StudyDocument
{
    public static object Of(StudyRequest request, DateTimeOffset now, VerifyingKey key) => new
    {
        id = request.Id.ToString(),
        request.Plan.Content.Name,
        request.Plan.Content.Purpose,
        request.Plan.Content.Release,
        state = WordOf(request.State(now, key)),
        until = UntilOf(request),
        request.Seen,
        policy = new { answer = PolicyRules.Word(request.Decision.Answer), request.Decision.Rule, request.Decision.Reason },
        answer = request.Consent is { } consent ? Of(consent) : null,
    };

    public static object Of(PolicyJudgement judgement) => new
    {
        answer = PolicyRules.Word(judgement.Answer),
        decides = judgement.Deciding.Rule,
        rules = judgement.Verdicts.Select(verdict => new { verdict.Rule, answer = PolicyRules.Word(verdict.Answer), verdict.Reason }),
    };

    /// <summary>A state as lists show it.</summary>
    public static string WordOf(StudyState state) => state.ToString().ToLowerInvariant();

    /// <summary>When a granted consent ends or ended; null where there is none.</summary>
    public static DateTimeOffset? UntilOf(StudyRequest request) =>
        request.Consent?.Document.Content is { Answer: ConsentAnswer.Granted } granted ? granted.Until : null;

    private static object Of(StoredConsent consent)
    {
        StudyConsent content = consent.Document.Content;
        return new
        {
            content.Number,
            answer = content.Answer.ToString().ToLowerInvariant(),
            content.Reason,
            content.Until,
            content.Made,
            by = consent.Giver.ToString().ToLowerInvariant(),
            arrived = consent.Taken,
        };
    }
}
