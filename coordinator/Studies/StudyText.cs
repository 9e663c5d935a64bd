using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Studies;

/// <summary>A situation as people and messages put it.</summary>
internal static class StudyText
{
    /// <summary>What a running study waits for.</summary>
    public static string WaitingFor(StudySituation study, Presence presence)
    {
        if (study.Reason.Length > 0)
            return study.Reason;
        if (study.Wait is not { Missing.Count: > 0 } wait)
            return "waiting for the coordinator";
        string text = $"waiting for {Names(study, wait.Missing, presence)}{What(wait.Step)}";
        if (wait.IsHeld)
            return $"{text}; {Held(wait)}";
        return wait.Step == SumStep.Acceptances ? $"{text}; {Acceptance(study, wait, presence)}" : text;
    }

    public static StudyProgress ToMessage(StudySituation study, Presence presence)
    {
        StudyProgress message = new()
        {
            Study = study.Study.ToBytes(),
            Status = study.Status.ToText(),
            Reason = study.Status == StudyStatus.Running ? WaitingFor(study, presence) : study.Reason,
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
        message.Members.AddRange(study.Members.Select(member => new MemberProgress
        {
            Name = member.Name,
            Online = presence.IsOnline(member.Id),
            Contributed = study.Contributed.Contains(member.Id),
        }));
        return message;
    }

    /// <summary>In the plan's order.</summary>
    private static string Names(StudySituation study, IReadOnlyList<MemberId> members, Presence presence) => string.Join(", ", study.Members
        .Where(member => members.Contains(member.Id))
        .Select(member => presence.IsOnline(member.Id) ? member.Name : $"{member.Name} (offline)"));

    private static string Held(StudyWait wait) => wait.CanBeReleased
        ? "this sum is exact and wants every member: start its node, or leave it out with 'fedmat coordinator study leave-out'"
        : "an earlier exact sum over the same rows was over it too, and no node agrees to another list: start its node, or stop the study";

    private static string Acceptance(StudySituation study, StudyWait wait, Presence presence)
    {
        string text = $"there is no release without {wait.Lacking} more of them: start their nodes, or stop the study";
        return wait.Differing.Count == 0 ? text : $"{Names(study, wait.Differing, presence)} computed another model than the coordinator; {text}";
    }

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
