using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Wire;

/// <summary>News to messages and back. What does not fit its form is refused with FM107.</summary>
public static class NewsMessages
{
    public static News Heartbeat(string waitingFor) => new() { Heartbeat = new Heartbeat { WaitingFor = waitingFor } };

    public static News ToNews(this Signed<Plan> plan) => new() { StudyOpened = new StudyOpened { Plan = plan.ToBytes() } };

    public static News ToNews(this StudyEnding ending) => new()
    {
        StudyEnded = new StudyEnded
        {
            Study = ending.Study.ToBytes(),
            Status = ending.Status.ToText(),
            Reason = ending.Reason,
            Release = ending.Release?.ToBytes() ?? Google.Protobuf.ByteString.Empty,
        },
    };

    public static Signed<Plan> ToNoun(this StudyOpened opened) => opened.Plan.ToDocument<Plan>();

    public static StudyEnding ToNoun(this StudyEnded ended) =>
        new(ended.Study.ToStudy(), ToStatus(ended.Status), ended.Reason, ended.Release.ToRelease());

    /// <summary>A status as it is written on the wire: lower case.</summary>
    public static string ToText(this StudyStatus status) => status switch
    {
        StudyStatus.Running => "running",
        StudyStatus.Completed => "completed",
        StudyStatus.Stopped => "stopped",
        StudyStatus.Failed => "failed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static StudyStatus ToStatus(string text) => text switch
    {
        "running" => StudyStatus.Running,
        "completed" => StudyStatus.Completed,
        "stopped" => StudyStatus.Stopped,
        "failed" => StudyStatus.Failed,
        _ => throw WireBytes.Malformed("'status' is none of running, completed, stopped, failed"),
    };
}
