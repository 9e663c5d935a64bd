using FedMat.Coordinator.Studies;
using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Rounds;

/// <summary>What one stream of news has told its member, and what there is to tell now.</summary>
internal sealed class MemberNews(MemberId member)
{
    /// <summary>So many ended studies, the latest, are told to a member that connects; it may have missed their end.</summary>
    private const int Remembered = 100;

    private readonly HashSet<StudyId> opened = [];
    private readonly HashSet<StudyId> ended = [];
    private Dictionary<SumNotices, int> told = [];
    private bool begun;

    /// <summary>The difference between what was told and how things stand, in the order in which it makes sense.</summary>
    public IReadOnlyList<News> Tell(IEnumerable<StudySituation> situations)
    {
        List<News> news = [];
        List<StudySituation> over = [];
        Dictionary<SumNotices, int> now = [];
        foreach (StudySituation study in situations)
        {
            if (study.Status != StudyStatus.Running)
                over.Add(study);
            else
                TellRunning(study, news, now);
        }

        foreach (StudySituation study in over.Where(study => !ended.Contains(study.Study)).OrderByDescending(study => study.Ended).Take(begun ? int.MaxValue : Remembered))
            news.Add(study.Ending.ToNews());
        foreach (StudySituation study in over)
        {
            ended.Add(study.Study);
            opened.Remove(study.Study);
        }

        told = now;
        begun = true;
        return news;
    }

    private void TellRunning(StudySituation study, List<News> news, Dictionary<SumNotices, int> now)
    {
        if (opened.Add(study.Study))
            news.Add(study.Plan.ToNews());
        foreach (SumNotices notices in study.Notices)
        {
            IReadOnlyList<Notice> all = notices.Told;
            // A member that has said its last word in an attempt needs no second telling on a new stream.
            int from = told.TryGetValue(notices, out int known) ? known : notices.IsFinished(member) ? all.Count : 0;
            news.AddRange(all.Skip(from).Select(notice => notice.For(member)).OfType<SumNews>().Select(sum => new News { Sum = sum }));
            now[notices] = all.Count;
        }
    }
}
