using FedMat.Coordinator.Studies;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Rounds;

/// <summary>What one stream of news has told its member, and what there is to tell now.</summary>
internal sealed class MemberNews
{
    /// <summary>So many ended studies, the latest, are told to a member that connects; it may have missed their end.</summary>
    private const int Remembered = 100;

    private readonly HashSet<StudyId> opened = [];
    private readonly HashSet<StudyId> ended = [];
    private readonly Dictionary<StudyId, RoundId> attempts = [];
    private bool begun;

    /// <summary>The difference between what was told and how things stand, in the order in which it makes sense.</summary>
    public IReadOnlyList<News> Tell(IEnumerable<StudySituation> situations)
    {
        List<News> news = [];
        List<StudySituation> over = [];
        foreach (StudySituation study in situations)
        {
            if (study.Status != StudyStatus.Running)
                over.Add(study);
            else
                TellRunning(study, news);
        }

        foreach (StudySituation study in over.Where(study => !ended.Contains(study.Study)).OrderByDescending(study => study.Ended).Take(begun ? int.MaxValue : Remembered))
            news.Add(study.Ending.ToNews());
        foreach (StudySituation study in over)
        {
            ended.Add(study.Study);
            opened.Remove(study.Study);
            attempts.Remove(study.Study);
        }

        begun = true;
        return news;
    }

    private void TellRunning(StudySituation study, List<News> news)
    {
        if (opened.Add(study.Study))
            news.Add(study.Plan.ToNews());
        if (study.Attempt is not { } attempt || (attempts.TryGetValue(study.Study, out RoundId told) && told == attempt.Round))
            return;
        attempts[study.Study] = attempt.Round;
        news.Add(attempt.ToNews());
    }
}
