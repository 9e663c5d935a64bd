using FedMat.Coordinator.Hosting;
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
        if (study.Attempt is null)
            return "waiting for the coordinator";
        IEnumerable<string> missing = study.Members.Where(member => !study.Contributed.Contains(member.Id))
            .Select(member => presence.IsOnline(member.Id) ? member.Name : $"{member.Name} (offline)");
        string names = string.Join(", ", missing);
        return names.Length > 0 ? $"waiting for {names}" : "waiting for the coordinator";
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
            Attempt = study.Attempt?.Round.Attempt ?? 0,
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

    /// <summary>Names for a reason.</summary>
    public static string Names(IEnumerable<Member> members) => string.Join(", ", members.Select(member => member.Name));
}
