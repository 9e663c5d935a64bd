using System.Collections.Concurrent;
using FedMat.Protocol;

namespace FedMat.Coordinator.Members;

/// <summary>What members answered to plans: the newest word of each. Safe for many threads.</summary>
internal sealed class AnswerBoard
{
    private readonly ConcurrentDictionary<(StudyId, MemberId), Signed<StudyConsent>> answers = new();

    /// <param name="stored">What was taken before.</param>
    public AnswerBoard(IEnumerable<Signed<StudyConsent>> stored)
    {
        foreach (Signed<StudyConsent> answer in stored)
            Show(answer);
    }

    public Signed<StudyConsent>? Find(StudyId study, MemberId member) => answers.GetValueOrDefault((study, member));

    public void Show(Signed<StudyConsent> answer) => answers[(answer.Content.Study, answer.Content.Member)] = answer;
}
