using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Studies;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Notices;

/// <summary>
/// Which notices a coordinator's situation calls for. Names of members, ids and dates go into them; what peers wrote (reasons, plans), fingerprints
/// and tokens do not.
/// </summary>
internal static class AdministratorNotices
{
    private const int LongestName = 100;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan RosterEndsWithin = TimeSpan.FromDays(30);

    /// <summary>Null for an invitation that nobody has used.</summary>
    public static Notice? OfPending(PendingRecord item, DateTimeOffset now)
    {
        string name = PeerText.Shown(item.Name, LongestName);
        return item.Kind switch
        {
            PendingKind.Join => Of(NoticeKind.JoinAsked, $"'{name}' asks to join. Compare the fingerprint with its steward: fedmat coordinator members. Then: fedmat coordinator approve NAME."),
            PendingKind.KeyChange => Of(NoticeKind.KeysAsked, $"'{name}' asks to have other keys. Compare the fingerprint with its steward: fedmat coordinator members. Then: fedmat coordinator approve NAME."),
            PendingKind.Departure => Of(NoticeKind.DepartureAsked, $"'{name}' leaves the consortium. To see it: fedmat coordinator members."),
            _ => null,
        };

        Notice Of(NoticeKind kind, string text) => new(kind, $"{item.Id} {item.Since:O}", text, now);
    }

    public static IEnumerable<Notice> OfRoster(Roster roster, DateTimeOffset now)
    {
        if (roster.NotAfter is { } end && end - now < RosterEndsWithin)
            yield return new(NoticeKind.RosterEnds, $"{end:O}",
                $"Roster {roster.Number} ends on {Shown(end)}; from then on nobody contributes. Publish one that lasts longer.", now);
    }

    /// <summary>What a study that ended within the last day came to.</summary>
    public static IEnumerable<Notice> OfEnd(StudySituation situation, DateTimeOffset now)
    {
        if (situation.Ended is { } ended && now - ended < Fresh)
            yield return Of(NoticeKind.StudyEnded, situation, "",
                $"Study {situation.Study.Short} has ended: {situation.Status.ToString().ToLowerInvariant()}, on {Shown(ended)}.", now);
    }

    /// <summary>Who said no to a running study.</summary>
    public static IEnumerable<Notice> OfAnswers(StudySituation situation, AnswerBoard answers, DateTimeOffset now) =>
        from member in situation.Members
        let answer = answers.Find(situation.Study, member.Id)?.Content
        where answer is { Answer: not ConsentAnswer.Granted }
        let what = answer.Answer == ConsentAnswer.Withdrawn ? "has withdrawn its consent to" : "has refused"
        select Of(NoticeKind.MemberRefused, situation, $"{member.Id} {answer.Number}",
            $"'{PeerText.Shown(member.Name, LongestName)}' {what} study {situation.Study.Short}.", now);

    /// <summary>Whom a study waits for.</summary>
    public static IEnumerable<Notice> OfWait(StudySituation situation, DateTimeOffset since, DateTimeOffset now)
    {
        string[] names = [.. situation.Members
            .Where(member => situation.Wait?.Missing.Contains(member.Id) == true).Select(member => $"'{PeerText.Shown(member.Name, LongestName)}'")];
        if (names.Length > 0)
            yield return Of(NoticeKind.StudyWaits, situation, "",
                $"Study {situation.Study.Short} has come no further since {Shown(since)}. It waits for {string.Join(", ", names)}.", now);
    }

    private static Notice Of(NoticeKind kind, StudySituation situation, string rest, string text, DateTimeOffset now) =>
        new(kind, $"{situation.Study} {rest}", text, now, situation.Study.ToString());

    private static string Shown(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
