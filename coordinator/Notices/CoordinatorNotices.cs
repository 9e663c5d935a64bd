using FedMat.Coordinator.Access;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Rounds;
using FedMat.Coordinator.Studies;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Notices;

/// <summary>What an administrator should know of a running coordinator.</summary>
internal sealed class CoordinatorNotices(
    CoordinatorStore store, RosterDesk rosters, RoundDriver driver, AnswerBoard answers, CoordinatorOptions options, TimeProvider time) : INoticeSource
{
    /// <summary>Since when a study has had so many sums.</summary>
    private readonly Dictionary<StudyId, (int Sums, DateTimeOffset Since)> seen = [];

    public async Task<IReadOnlyList<Notice>> LookAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<PendingRecord> waiting = await store.Membership.WaitingAsync(cancellation).ConfigureAwait(false);
        return
        [
            .. waiting.Select(item => AdministratorNotices.OfPending(item, now)).OfType<Notice>(),
            .. driver.All.SelectMany(situation => OfStudy(situation, now)),
            .. AdministratorNotices.OfRoster(rosters.Roster, now),
        ];
    }

    private IEnumerable<Notice> OfStudy(StudySituation situation, DateTimeOffset now)
    {
        StudyId study = situation.Study;
        if (situation.Status != StudyStatus.Running)
        {
            seen.Remove(study);
            return AdministratorNotices.OfEnd(situation, now);
        }

        if (!seen.TryGetValue(study, out (int Sums, DateTimeOffset Since) before) || before.Sums != situation.Sums)
            seen[study] = before = (situation.Sums, now);
        return AdministratorNotices.OfAnswers(situation, answers, now).Concat(
            now - before.Since >= options.NoticeAfter ? AdministratorNotices.OfWait(situation, before.Since, now) : []);
    }
}
