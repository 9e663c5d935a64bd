using System.Collections.Concurrent;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>
/// Decides whether this site takes part in a study, whatever the coordinator says. For a study that is not accepted here no
/// contribution is ever made.
/// </summary>
internal sealed class StudyDesk(
    Site site,
    RosterKeeper rosters,
    NodeStore store,
    ConsentDesk consents,
    SnapshotKeeper snapshots,
    Func<Plan, ILearner> learners,
    TimeProvider time,
    ILogger<StudyDesk> log)
{
    private readonly ConcurrentDictionary<StudyId, AcceptedStudy> accepted = [];

    // What was said last of a study without consent: the steward is not told the same every time that something changes.
    private readonly ConcurrentDictionary<StudyId, Refusal> waiting = [];

    /// <summary>The study, if this node takes part in it.</summary>
    public AcceptedStudy? Find(StudyId study) => accepted.GetValueOrDefault(study);

    /// <summary>Decides about a plan that the coordinator shows; also again, since roster and data may have changed.</summary>
    /// <returns>Null when the node takes part.</returns>
    public async Task<Refusal?> DecideAsync(Signed<Plan> signed, CancellationToken cancellation)
    {
        Plan plan = signed.Content;
        bool isNew = Find(plan.Id) is null;
        Refusal? refusal = Stranger(signed);
        bool isKnownProposer = refusal is null;
        if (!isNew && refusal is not null && MayPropose(plan))
        {
            // A copy of an accepted plan under a false signature says nothing about the study.
            log.StudyRefused(plan.Id.Short, plan.Name, refusal.Number, refusal.Detail);
            return null;
        }

        if (isKnownProposer && isNew && await HasEndedAsync(plan.Id, cancellation).ConfigureAwait(false))
        {
            refusal = new Refusal(RefusalCode.RoundUnexpected, "this study has ended here, and what was promised in it is put away; it needs a new plan");
            log.StudyRefused(plan.Id.Short, plan.Name, refusal.Number, refusal.Detail);
            return refusal;
        }

        refusal ??= NotForThisSite(plan) ?? await consents.PutAsync(signed, cancellation).ConfigureAwait(false);
        // Without consent nothing is prepared from the data.
        refusal ??= await Task.Run(() => PrepareAsync(plan, cancellation), cancellation).ConfigureAwait(false);
        // What nobody of the consortium has signed is not worth a row.
        if (isKnownProposer)
            await store.DecideAsync(signed, refusal, cancellation).ConfigureAwait(false);
        if (refusal is not null)
        {
            accepted.TryRemove(plan.Id, out _);
            Say(plan, refusal);
        }
        else if (isNew)
        {
            waiting.TryRemove(plan.Id, out _);
            log.StudyAccepted(plan.Id.Short, plan.Name, accepted[plan.Id].Data.Rows);
        }

        return refusal;
    }

    /// <summary>Takes note of a study's end.</summary>
    public async Task CloseAsync(StudyId study, StudyStatus status, string reason, CancellationToken cancellation)
    {
        if (accepted.TryRemove(study, out _))
            log.StudyEnded(study.Short, status, reason);
        waiting.TryRemove(study, out _);
        await store.EndAsync(study, status, reason, cancellation).ConfigureAwait(false);
        await consents.EndAsync(study, status, reason, cancellation).ConfigureAwait(false);
    }

    private void Say(Plan plan, Refusal refusal)
    {
        if (refusal.Code is not (RefusalCode.MembersUnknown or RefusalCode.PolicyRefuses or RefusalCode.ConsentMissing))
            log.StudyRefused(plan.Id.Short, plan.Name, refusal.Number, refusal.Detail);
        else if (!waiting.TryGetValue(plan.Id, out Refusal? before) || before != refusal)
            log.StudyWithoutConsent(plan.Id.Short, plan.Name, refusal.Number, refusal.Detail);
        waiting[plan.Id] = refusal;
    }

    /// <summary>A plan that no administrator of this consortium has signed.</summary>
    private Refusal? Stranger(Signed<Plan> signed)
    {
        Plan plan = signed.Content;
        Roster roster = rosters.Current;
        if (plan.Consortium != roster.Consortium)
            return new Refusal(RefusalCode.PlanForeign, $"the plan is for consortium {plan.Consortium.Short}; this node belongs to {roster.Consortium.Short}");
        Member? proposer = roster.Find(plan.Proposer);
        if (proposer is not { Role: MemberRole.Administrator } || !signed.IsSignedBy(proposer.Key))
            return new Refusal(RefusalCode.PlanNotSigned, "no administrator of the roster has signed the plan");
        return proposer.IsActive(time.GetUtcNow())
            ? null
            : new Refusal(RefusalCode.PlanNotSigned, $"the entry of the administrator '{proposer.Name}' in the roster has expired or was revoked");
    }

    private async Task<bool> HasEndedAsync(StudyId study, CancellationToken cancellation) =>
        (await store.StudiesAsync(cancellation).ConfigureAwait(false)).Any(known => known.Ended is not null && known.Plan.Content.Id == study);

    private bool MayPropose(Plan plan) =>
        rosters.Current.Find(plan.Proposer) is { Role: MemberRole.Administrator } proposer && proposer.IsActive(time.GetUtcNow());

    private Refusal? NotForThisSite(Plan plan)
    {
        if (store.Promises.IsIdentitySpent)
            return new Refusal(
                RefusalCode.PromisesRestored, "the file 'promises.key' was lost, and with it what was promised under this identity key; take new keys: fedmat node keys rotate");
        Roster roster = rosters.Current;
        if (!plan.Members.Contains(rosters.Self.Id))
            return new Refusal(RefusalCode.PlanMembers, "the plan does not name this member");
        if (plan.Members.FirstOrDefault(id => roster.Find(id) is not { Role: MemberRole.Node }) is var stranger && stranger != default)
            return new Refusal(RefusalCode.PlanMembers, $"the plan names {stranger}, which is no node of roster {roster.Number}");
        return SameContract(plan)
            ? null
            : new Refusal(RefusalCode.ContractDiffers, "the plan's data contract is not this node's; agree on one and put it into the node's 'contractFile'");
    }

    private bool SameContract(Plan plan)
    {
        try
        {
            return DataContract.Parse(plan.Contract.Text, "the plan").Equals(site.Contract);
        }
        catch (InputException)
        {
            return false;
        }
    }

    /// <summary>Reads the data once for the study. Never says what stands in them: the refusal is logged.</summary>
    private async Task<Refusal?> PrepareAsync(Plan plan, CancellationToken cancellation)
    {
        if (accepted.ContainsKey(plan.Id))
            return null;
        try
        {
            ILearner learner = learners(plan);
            Dataset data = await site.ReadDataAsync(cancellation).ConfigureAwait(false);
            if (data.MeasuredRows < plan.MinimumRows)
                return new Refusal(
                    RefusalCode.TooFewRows, $"this node holds {data.MeasuredRows} rows with a measured target; the plan demands {plan.MinimumRows}");
            Outcome<SnapshotRecord> snapshot = await snapshots.UseAsync(plan, data, cancellation).ConfigureAwait(false);
            if (snapshot.IsGiven)
                accepted[plan.Id] = new AcceptedStudy(plan, learner, data, snapshot.Value);
            return snapshot.Refusal;
        }
        catch (RefusedException error)
        {
            return error.Refusal;
        }
        catch (InputException error)
        {
            return new Refusal(RefusalCode.DataUnusable,
                error.Row is null
                    ? $"this node's data cannot be used for the study: {error.Problem}"
                    : $"{error.Source}, row {error.Row}, column '{error.Column}': the table has changed and does not fit the contract; correct it and restart the node");
        }
    }
}
