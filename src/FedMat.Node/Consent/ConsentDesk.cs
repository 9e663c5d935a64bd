using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Whether this node has consented to a plan: asked before anything is prepared from the data, and again before each contribution.</summary>
internal sealed class ConsentDesk(
    AgreementStore agreement, NodePolicy policy, Site site, RosterKeeper rosters, Acquaintances acquaintances, TimeProvider time)
{
    private ConsentSigner Signer => new(site.Key, rosters.Self.Id, rosters.Current.Consortium);

    /// <summary>Puts a plan before the policy, which answers by itself where it allows or refuses.</summary>
    /// <param name="signed">Valid, signed by an administrator, and for this site.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null when a consent is in force; else FM112, FM211 or FM212.</returns>
    public async Task<Refusal?> PutAsync(Signed<Plan> signed, CancellationToken cancellation)
    {
        Plan plan = signed.Content;
        PolicyJudgement judgement = await JudgeAsync(plan, rosters.Current, cancellation).ConfigureAwait(false);
        await agreement.DecideAsync(signed, judgement.ToDecision(), cancellation).ConfigureAwait(false);
        PolicyReply reply = new(policy, Signer, time.GetUtcNow());
        await agreement.AnswerAsync(
            plan.Id, AnswerGiver.Policy, (request, number) => reply.Next(request, number, judgement), cancellation).ConfigureAwait(false);
        return judgement.ToRefusal() ?? await MissingAsync(plan.Id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the policy, who is known here and the consent let a contribution to a plan go at this moment.</summary>
    /// <param name="plan">Of which study.</param>
    /// <param name="roster">Whose keys the members are known by.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null when they do; else FM112, FM211 or FM212.</returns>
    public async Task<Refusal?> RefuseAsync(Plan plan, Roster roster, CancellationToken cancellation) =>
        (await JudgeAsync(plan, roster, cancellation).ConfigureAwait(false)).ToRefusal() ?? await MissingAsync(plan.Id, cancellation).ConfigureAwait(false);

    /// <summary>The study is over.</summary>
    public Task EndAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation) =>
        agreement.EndAsync(study, status, reason, cancellation);

    private async Task<PolicyJudgement> JudgeAsync(Plan plan, Roster roster, CancellationToken cancellation)
    {
        KnownMembers known = await acquaintances.ReadAsync(roster, cancellation).ConfigureAwait(false);
        return PolicyRules.Judge(policy, new PolicyCase(plan, roster, known, time.GetUtcNow()));
    }

    /// <summary>Why no consent is in force. An answer that this node did not sign to this very plan counts for nothing.</summary>
    private async Task<Refusal?> MissingAsync(StudyId study, CancellationToken cancellation)
    {
        StudyRequest? request = await agreement.StudyAsync(study, cancellation).ConfigureAwait(false);
        Signed<StudyConsent>? consent = request?.Consent?.Document;
        if (consent is not null && !Signer.IsOwn(consent, study))
            return Missing("the answer that is kept to this plan is not signed by this node's key; answer again");
        return request?.State(time.GetUtcNow()) switch
        {
            StudyState.Consented => null,
            StudyState.Expired => Missing($"the consent ended on {consent!.Content.Until:yyyy-MM-dd HH:mm}Z; to go on: fedmat node approve {study.Short}"),
            StudyState.Refused => Missing("it was refused here"),
            StudyState.Withdrawn => Missing("the consent was withdrawn here"),
            StudyState.Ended => Missing("the study has ended here"),
            _ => Missing($"it waits for a person: fedmat node studies show {study.Short}"),
        };
    }

    private static Refusal Missing(string why) => new(RefusalCode.ConsentMissing, why);
}
