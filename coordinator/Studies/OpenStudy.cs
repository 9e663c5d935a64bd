using FedMat.Coordinator.Sums;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Studies;

/// <summary>What a study works with while it runs.</summary>
/// <param name="Learner">Of its plan.</param>
/// <param name="Sums">Its sums.</param>
internal sealed record OpenStudy(StudyLearner Learner, StudySums Sums)
{
    /// <summary>Takes a study up as the store has it.</summary>
    /// <exception cref="RefusedException">FM201: the plan breaks a rule of today. FM204: the roster lacks a member. FM206: no such learner.</exception>
    public static async Task<OpenStudy> ResumeAsync(
        StudySituation situation, IReadOnlyList<Member> members, StudyBoard board, StudyServices services, CancellationToken stop)
    {
        Plan plan = situation.Plan.Content;
        Require(plan, members, services);
        StudyRecord record = (await services.Store.StudyAsync(situation.Study, stop).ConfigureAwait(false))!;
        StudyLearner learner = new(services.Learners(plan), services.Store);
        (StudyPosition position, LearnerProgress progress) = learner.Find(record);
        board.SetProgress(progress, record.Sums);
        SumParts parts = new(
            plan, services.Identity.Key, services.Rosters.Signed, services.Store.Vectors, services.ExactLists, services.Presence, learner.AdvanceAsync, services.Log);
        SumArchive archive = new(parts, services.Store, position, learner.AskOf, services.Time.GetUtcNow());
        return new OpenStudy(learner, new StudySums(parts, await archive.ReadAsync(stop).ConfigureAwait(false)));
    }

    /// <summary>Makes the release; the study is completed with it.</summary>
    public async Task<ReleaseRecord> PublishAsync(IReadOnlyList<Member> members, StudyServices services, DateTimeOffset now)
    {
        StudyPosition position = Sums.Course.Position;
        StudyRecord record = (await services.Store.StudyAsync(Sums.Study, CancellationToken.None).ConfigureAwait(false))!;
        return await services.Releases.PublishAsync(record, Learner.Learner, services.Store.State(position.State), members, now).ConfigureAwait(false);
    }

    private static void Require(Plan plan, IReadOnlyList<Member> members, StudyServices services)
    {
        try
        {
            plan.Validate();
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.PlanInvalid, error.Message, error);
        }

        // Without one of its members the sum would be of fewer than the plan allows.
        if (members.Count < plan.Members.Count)
            throw new RefusedException(
                RefusalCode.PlanMembers,
                $"roster {services.Rosters.Roster.Number} no longer names every member of the plan; propose a plan for those that it names");
    }
}
