using FedMat.Coordinator.Rounds;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Coordinator.Studies;

/// <summary>Checks a proposed plan and opens its study.</summary>
internal sealed class PlanDesk(RoundDriver driver, StudyServices services)
{
    /// <summary>With so many members the longest list of a sum, that of all tags, takes a third of a message.</summary>
    private const int MostMembers = 1000;

    /// <param name="plan">Keeps its own rules already.</param>
    /// <param name="caller">An administrator of the roster.</param>
    /// <returns>The study; the same one when it is already there.</returns>
    /// <exception cref="RefusedException">FM201 to FM207.</exception>
    public async Task<StudyId> ProposeAsync(Signed<Plan> plan, Member caller)
    {
        Plan content = plan.Content;
        if (content.Proposer != caller.Id || !plan.IsSignedBy(caller.Key))
            throw new RefusedException(RefusalCode.PlanNotSigned, $"the plan is not signed by '{caller.Name}', who proposes it");
        if (driver.Has(content.Id))
            return content.Id;
        ConsortiumId ours = services.Rosters.Roster.Consortium;
        if (content.Consortium != ours)
            throw new RefusedException(RefusalCode.PlanForeign, $"the plan is for consortium {content.Consortium.Short}; this is {ours.Short}");
        RequireMembers(content);
        RequireContract(content);
        ILearner learner = services.Learners(content);
        ModelState start = learner.Start();
        if (learner.Ask(start) is { } spec && !spec.Holds(content.Members.Count))
        {
            throw new RefusedException(
                RefusalCode.SumMayWrap,
                $"the sum of {content.Members.Count} members could wrap in phase '{spec.Phase}'; lower 'maximumWeight' or name fewer members");
        }

        await driver.OpenAsync(plan, start, caller).ConfigureAwait(false);
        return content.Id;
    }

    private static void RequireContract(Plan plan)
    {
        try
        {
            DataContract.Parse(plan.Contract.Text, "the plan's contract");
        }
        catch (InputException error)
        {
            throw new RefusedException(RefusalCode.PlanInvalid, error.Message, error);
        }
    }

    private void RequireMembers(Plan plan)
    {
        if (plan.Members.Count > MostMembers)
            throw new RefusedException(RefusalCode.PlanMembers, $"the plan names {plan.Members.Count} members; the most is {MostMembers}");
        DateTimeOffset now = services.Time.GetUtcNow();
        Roster roster = services.Rosters.Roster;
        foreach (MemberId id in plan.Members)
        {
            Member? member = roster.Find(id);
            if (member is not { Role: MemberRole.Node })
                throw new RefusedException(RefusalCode.PlanMembers, $"'{member?.Name ?? id.ToString()}' is no node of roster {roster.Number}");
            if (member.Revoked is { } revoked)
                throw new RefusedException(RefusalCode.PlanMembers, $"'{member.Name}' was taken out of the consortium on {revoked:yyyy-MM-dd}");
            if (now >= member.NotAfter)
                throw new RefusedException(RefusalCode.PlanMembers, $"the roster's entry of '{member.Name}' ended on {member.NotAfter:yyyy-MM-dd}");
        }
    }
}
