using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Studies;

/// <summary>A situation as people and messages put it.</summary>
internal sealed class StudyText(Presence presence, RosterDesk rosters, AnswerBoard answers, TimeProvider time)
{
    private const int LongestReason = 200;

    /// <summary>What a running study waits for.</summary>
    public string WaitingFor(StudySituation study)
    {
        if (study.Reason.Length > 0)
            return study.Reason;
        if (rosters.Expired(time.GetUtcNow()) is { } expired)
            return expired;
        if (study.Wait is not { Missing.Count: > 0 } wait)
            return "waiting for the coordinator";
        string text = $"waiting for {Names(study, wait.Missing)}{What(wait.Step)}{Answers(study, wait)}";
        if (wait.Speechless.Count > 0)
            return $"{text}; {Speechless(study, wait)}";
        if (wait.IsHeld)
            return $"{text}; {Held(wait)}";
        return wait.Step == SumStep.Acceptances ? $"{text}; {Acceptance(study, wait)}" : text;
    }

    public StudyProgress ToMessage(StudySituation study)
    {
        StudyProgress message = new()
        {
            Study = study.Study.ToBytes(),
            Status = study.Status.ToText(),
            Reason = study.Status == StudyStatus.Running ? WaitingFor(study) : study.Reason,
            Sums = study.Sums,
            Phase = study.Phase,
            Round = study.Round,
            Rounds = study.Rounds,
            Attempt = study.Attempt?.Attempt ?? 0,
            Unit = study.Unit,
            Release = study.Release?.ToBytes() ?? Google.Protobuf.ByteString.Empty,
        };
        if (study.TrainLoss is { } loss)
            message.TrainLoss = loss;
        if (study.HoldOutMae is { } error)
            message.HoldOutMae = error;
        message.Members.AddRange(study.Members.Select(member => ToMessage(study, member)));
        return message;
    }

    private MemberProgress ToMessage(StudySituation study, Member member)
    {
        MemberProgress message = new()
        {
            Name = member.Name,
            Online = presence.IsOnline(member.Id),
            Contributed = study.Contributed.Contains(member.Id),
        };
        if (answers.Find(study.Study, member.Id)?.Content is { } answer)
            (message.Answer, message.AnswerReason, message.AnswerUntilUnixMs) = (Word(answer.Answer), Shown(answer), answer.Until.ToUnixTimeMilliseconds());
        return message;
    }

    /// <summary>In the plan's order.</summary>
    private string Names(StudySituation study, IReadOnlyList<MemberId> members) =>
        string.Join(", ", study.Members.Where(member => members.Contains(member.Id)).Select(Name));

    private string Name(Member member)
    {
        if (member.Revoked is not null)
            return $"{member.Name} (revoked)";
        return presence.IsOnline(member.Id) ? member.Name : $"{member.Name} (offline)";
    }

    /// <summary>Whose answer to the plan is what is waited for. Who has given its vector needs none.</summary>
    private string Answers(StudySituation study, StudyWait wait)
    {
        if (wait.Step > SumStep.Inputs)
            return "";
        DateTimeOffset now = time.GetUtcNow();
        return string.Concat(study.Members
            .Where(member => member.Revoked is null && wait.Missing.Contains(member.Id))
            .Select(member => Answer(member.Name, answers.Find(study.Study, member.Id)?.Content, now)));
    }

    private static string Answer(string name, StudyConsent? answer, DateTimeOffset now)
    {
        if (answer is null)
            return $"; '{name}' has not answered to the plan";
        if (answer.Holds(now))
            return "";
        string what = answer.Answer switch
        {
            ConsentAnswer.Refused => "refused the plan",
            ConsentAnswer.Withdrawn => "has withdrawn its consent",
            _ => $"consented until {answer.Until:yyyy-MM-dd}",
        };
        return answer.Reason.Length > 0 ? $"; '{name}' {what}: {Shown(answer)}" : $"; '{name}' {what}";
    }

    private static string Shown(StudyConsent answer) => PeerText.Shown(answer.Reason, LongestReason);

    private static string Word(ConsentAnswer answer) => answer switch
    {
        ConsentAnswer.Granted => "granted",
        ConsentAnswer.Refused => "refused",
        _ => "withdrawn",
    };

    private static string Held(StudyWait wait) => wait.CanBeReleased
        ? "this sum is exact and wants every member: start its node, or leave it out with 'fedmat coordinator study leave-out'"
        : "an earlier exact sum over the same rows was over it too, and no node agrees to another list: start its node, or stop the study";

    private string Acceptance(StudySituation study, StudyWait wait)
    {
        string text = $"there is no release without {wait.Lacking} more of them: start their nodes, or stop the study";
        return wait.Differing.Count == 0 ? text : $"{Names(study, wait.Differing)} computed another model than the coordinator; {text}";
    }

    private static string Speechless(StudySituation study, StudyWait wait) =>
        $"{string.Join(", ", study.Members.Where(member => wait.Speechless.Contains(member.Id)).Select(member => $"'{member.Name}'"))} took another key or was revoked "
        + "since the sum began, and a sum counts words under the keys that it began with, so that they can never come: stop the study, and propose its plan anew";

    private static string What(SumStep step) => step switch
    {
        SumStep.Adverts => " to begin the sum",
        SumStep.Deals => " to share out keys",
        SumStep.Holdings => " to confirm shares of keys",
        SumStep.Agreements => " to agree to the list of members",
        SumStep.Answers => " to help to open the sum",
        SumStep.Tags => " to check the sum",
        SumStep.Acceptances => " to accept the last sum",
        SumStep.Closings => " to close an attempt that came to nothing",
        _ => "",
    };
}
