using System.Text.Json;

namespace FedMat.Notices;

/// <summary>What a person is told. It holds names, ids, dates and commands: no data values, names of columns or secrets.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Tells it from others of its kind: the same kind and subject is the same notice.</param>
/// <param name="Text">For a person: what waits, and what to type.</param>
/// <param name="When">When it was seen.</param>
/// <param name="Study">The study's id, where it is about one.</param>
public sealed record Notice(NoticeKind Kind, string Subject, string Text, DateTimeOffset When, string? Study = null)
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan Weekly = TimeSpan.FromDays(7);

    internal string Key => $"{KindName} {Subject}";

    internal string KindName => JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString());

    /// <summary>So long the same notice is not told again: a day for what is held up by it, else a week.</summary>
    internal TimeSpan Pause => Kind is NoticeKind.PlanWaits or NoticeKind.CoordinatorAway or NoticeKind.JoinAsked or NoticeKind.KeysAsked
        or NoticeKind.DepartureAsked or NoticeKind.StudyWaits ? Daily : Weekly;

    /// <summary>A few words in ASCII, for the subject of a mail.</summary>
    internal string Heading => Kind switch
    {
        NoticeKind.PlanWaits => "a plan waits for your decision",
        NoticeKind.StudyRefused => "the policy refused a study",
        NoticeKind.ConsentEnds => "a consent ends",
        NoticeKind.RosterEnds => "the roster ends",
        NoticeKind.EntryEnds => "this node's entry in the roster ends",
        NoticeKind.MemberUnknown => "members that are not known here",
        NoticeKind.Revoked => "this node was revoked",
        NoticeKind.CoordinatorAway => "the coordinator is not reached",
        NoticeKind.JoinAsked => "somebody asks to join",
        NoticeKind.KeysAsked => "a member asks for other keys",
        NoticeKind.DepartureAsked => "a member leaves",
        NoticeKind.StudyWaits => "a study waits for members",
        NoticeKind.MemberRefused => "a member does not consent to a study",
        _ => "a study has ended",
    };
}
