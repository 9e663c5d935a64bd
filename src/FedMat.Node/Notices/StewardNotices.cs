using FedMat.Crypto;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>
/// Which notices a node's situation calls for. A plan's words and the policy's reason stay out: they name columns, and the plan is a peer's.
/// </summary>
internal static class StewardNotices
{
    private const int MostNames = 10;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan ConsentEndsWithin = TimeSpan.FromDays(7);
    private static readonly TimeSpan EntryEndsWithin = TimeSpan.FromDays(30);
    private static readonly TimeSpan AwayFor = TimeSpan.FromHours(1);

    /// <param name="request">The study as this node knows it.</param>
    /// <param name="key">This node's present one: an answer under an earlier one counts for nothing, and is asked for again.</param>
    /// <param name="now">When it is looked at.</param>
    /// <returns>Null where the study asks nothing of anybody.</returns>
    public static Notice? OfStudy(StudyRequest request, VerifyingKey key, DateTimeOffset now)
    {
        StudyId id = request.Id;
        StudyConsent? answer = request.Consent?.Document.Content;
        return request.State(now, key) switch
        {
            StudyState.Waiting => Of(NoticeKind.PlanWaits,
                $"The plan of study {id.Short} waits for your decision. To read it: fedmat node studies show {id.Short}. To answer it: fedmat node approve {id.Short}, or fedmat node refuse {id.Short}."),
            StudyState.Refused when request.Consent is null or { Giver: AnswerGiver.Policy } && now - (answer?.Made ?? request.Seen) < Fresh => Of(NoticeKind.StudyRefused,
                $"This node's policy refused study {id.Short}; nothing is sent for it. To read why: fedmat node studies show {id.Short}."),
            StudyState.Consented when answer!.Until - now < ConsentEndsWithin => Of(NoticeKind.ConsentEnds,
                $"The consent to study {id.Short} ends on {Shown(answer.Until)}; from then on this node sends nothing for it. To go on: fedmat node approve {id.Short}."),
            _ => null,
        };

        Notice Of(NoticeKind kind, string text) => new(kind, $"{id} {answer?.Number ?? 0}", text, now, id.ToString());
    }

    public static IEnumerable<Notice> OfRoster(Roster roster, Member self, KnownMembers known, DateTimeOffset now)
    {
        if (self.Revoked is { } revoked)
        {
            yield return new(NoticeKind.Revoked, $"{revoked:O}",
                $"This node's entry in the roster was revoked on {Shown(revoked)}. It takes part in nothing; ask the administrator why.", now);
            yield break;
        }

        if (roster.NotAfter is { } end && end - now < EntryEndsWithin)
            yield return new(NoticeKind.RosterEnds, $"{end:O}",
                $"Roster {roster.Number} ends on {Shown(end)}; from then on nothing is contributed. The administrator publishes a newer one.", now);
        if (self.NotAfter - now < EntryEndsWithin)
            yield return new(NoticeKind.EntryEnds, $"{self.NotAfter:O}",
                $"This node's entry in the roster ends on {Shown(self.NotAfter)}; from then on the coordinator refuses its calls. To take new keys: fedmat node keys renew.", now);
        Member[] strangers = [.. roster.Members.Where(member => member.Role == self.Role && member.IsActive(now) && known.Of(member.Id) == Acquaintance.Unknown)];
        if (strangers.Length > 0)
            yield return new(NoticeKind.MemberUnknown, string.Join(' ', strangers.Select(member => $"{member.Id} {member.Key}")),
                $"The roster has members that are not known here: {Names(strangers)}. No sum counts them for this node until you confirm them: fedmat node members.", now);
    }

    public static IEnumerable<Notice> OfConnection(Connection connection, DateTimeOffset since, DateTimeOffset now)
    {
        if (connection == Connection.Waiting && now - since >= AwayFor)
            yield return new(NoticeKind.CoordinatorAway, "",
                $"The coordinator has not been reached since {Shown(since)}. To look for the cause: fedmat node doctor.", now);
    }

    private static string Shown(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    private static string Names(Member[] members)
    {
        IEnumerable<string> names = members.Take(MostNames).Select(member => $"'{string.Concat(member.Name.Where(letter => !char.IsControl(letter)))}'");
        string more = members.Length > MostNames ? $" and {members.Length - MostNames} more" : "";
        return string.Join(", ", names) + more;
    }
}
