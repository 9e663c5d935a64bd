using Microsoft.Extensions.Logging;

namespace FedMat.Notices;

/// <summary>What notices log: kinds, hosts and codes; no addresses of persons, secrets, or texts of others.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(2001, LogLevel.Information, "Notice '{Kind}' sent: {Channel}")]
    public static partial void NoticeSent(this ILogger log, string kind, string channel);

    [LoggerMessage(2002, LogLevel.Warning, "Notice '{Kind}' waits: {Channel}: {Reason}; next try in {DelaySeconds:0} s")]
    public static partial void NoticeWaits(this ILogger log, string kind, string channel, string reason, double delaySeconds);

    [LoggerMessage(2003, LogLevel.Error, "Notice '{Kind}' dropped after a day: {Channel}: {Reason}")]
    public static partial void NoticeDropped(this ILogger log, string kind, string channel, string reason);

    [LoggerMessage(2004, LogLevel.Error, "Notice '{Kind}' dropped: {Channel}: too many wait")]
    public static partial void NoticeOverflows(this ILogger log, string kind, string channel);

    [LoggerMessage(2005, LogLevel.Warning, "What waits for a person could not be looked up: {Reason}")]
    public static partial void NoticesNotSeen(this ILogger log, string reason);

    [LoggerMessage(2006, LogLevel.Warning, "Which notices were sent could not be kept ({Reason}): after a restart they are sent again")]
    public static partial void NoticesNotKept(this ILogger log, string reason);
}
