using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Hosting;

/// <summary>Everything that the coordinator logs. No data value, no key, no update; event numbers are never used again.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening for members on {Grpc} and for downloads on {Https}; roster {Roster}, {Members} members, version {Version}")]
    public static partial void Listening(ILogger log, string grpc, string https, int roster, int members, string version);

    [LoggerMessage(2, LogLevel.Information, "Stopping")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(10, LogLevel.Information, "{Member} said hello: version {Version}, roster {Roster}")]
    public static partial void Hello(ILogger log, string member, string version, int roster);

    [LoggerMessage(11, LogLevel.Information, "{Member} is online")]
    public static partial void Online(ILogger log, string member);

    [LoggerMessage(12, LogLevel.Information, "{Member} is offline")]
    public static partial void Offline(ILogger log, string member);

    [LoggerMessage(15, LogLevel.Warning, "Turned away a connection whose certificate has pin {Pin}: the roster does not know it, and too many such connections came in a while")]
    public static partial void StrangersTurnedAway(ILogger log, string pin);

    [LoggerMessage(14, LogLevel.Warning, "{Member} has seen roster {Theirs}, and this coordinator has {Ours}: publish the newer one")]
    public static partial void RosterBehind(ILogger log, string member, int theirs, int ours);

    [LoggerMessage(16, LogLevel.Information, "Roster {Number} holds: {Members} members, published by {Administrator}")]
    public static partial void RosterTaken(ILogger log, int number, int members, string administrator);

    [LoggerMessage(17, LogLevel.Warning, "Roster {Number} gives this coordinator another key or certificate: stop it, put them into 'keyFile' and 'tlsFile', and start it again; until then no node reaches it and no study goes on")]
    public static partial void RosterForeign(ILogger log, int number);

    [LoggerMessage(18, LogLevel.Information, "Roster {Stored} was published since {File}, which has number {Number}: it holds")]
    public static partial void RosterStored(ILogger log, int stored, string file, int number);

    [LoggerMessage(19, LogLevel.Information, "{Administrator} invites '{Name}' until {Expires:O}")]
    public static partial void Invited(ILogger log, string administrator, string name, DateTimeOffset expires);

    [LoggerMessage(60, LogLevel.Information, "'{Name}' asks to join, with fingerprint {Fingerprint}; the administrator compares it and approves")]
    public static partial void JoinAsked(ILogger log, string name, string fingerprint);

    [LoggerMessage(61, LogLevel.Information, "{Member} vouches for {Other}")]
    public static partial void Vouched(ILogger log, string member, string other);

    [LoggerMessage(62, LogLevel.Information, "{Member} takes another key or certificate, with fingerprint {Fingerprint}; the administrator approves it")]
    public static partial void KeyChangeAsked(ILogger log, string member, string fingerprint);

    [LoggerMessage(63, LogLevel.Information, "{Member} leaves the consortium; the administrator revokes it")]
    public static partial void DepartureAsked(ILogger log, string member);

    [LoggerMessage(64, LogLevel.Information, "Study {Study}: {Member} answers: {Answer}")]
    public static partial void Answered(ILogger log, string study, string member, ConsentAnswer answer);

    [LoggerMessage(20, LogLevel.Information, "Study {Study} '{Name}' opened by {Administrator} for {Members} members")]
    public static partial void StudyOpened(ILogger log, string study, string name, string administrator, int members);

    [LoggerMessage(21, LogLevel.Information, "Study {Study} goes on after {Sums} sums")]
    public static partial void StudyResumed(ILogger log, string study, int sums);

    [LoggerMessage(22, LogLevel.Information, "Study {Study} {Status}: {Reason}")]
    public static partial void StudyEnded(ILogger log, string study, StudyStatus status, string reason);

    [LoggerMessage(30, LogLevel.Information, "Attempt {Round} opened: phase {Phase}, {Length} slots, waits until {Until}")]
    public static partial void AttemptOpened(ILogger log, RoundId round, string phase, int length, string until);

    [LoggerMessage(35, LogLevel.Information, "Attempt {Round} goes on at step {Step} after {Words} words")]
    public static partial void AttemptResumed(ILogger log, RoundId round, SumStep step, int words);

    [LoggerMessage(32, LogLevel.Information, "Attempt {Round}: {Member} contributed {Bytes} bytes")]
    public static partial void Contributed(ILogger log, RoundId round, string member, long bytes);

    [LoggerMessage(36, LogLevel.Information, "Attempt {Round} added up over {Members} members, of whom {Silent} sent no tags, {Milliseconds} ms after vectors were asked for")]
    public static partial void AddedUp(ILogger log, RoundId round, int members, int silent, double milliseconds);

    [LoggerMessage(34, LogLevel.Warning, "Attempt {Round} failed: {Reason}")]
    public static partial void AttemptFailed(ILogger log, RoundId round, string reason);

    [LoggerMessage(37, LogLevel.Warning, "Attempt {Round} is given up: too few members agreed to its list in time; its members are asked to close it")]
    public static partial void AttemptAbandoned(ILogger log, RoundId round);

    [LoggerMessage(38, LogLevel.Error, "Attempt {Round} cannot go on after the restart: {Reason}")]
    public static partial void AttemptLost(ILogger log, RoundId round, string reason);

    [LoggerMessage(41, LogLevel.Information, "Attempt {Round} was opened under another roster: it begins anew")]
    public static partial void AttemptOutdated(ILogger log, RoundId round);

    [LoggerMessage(39, LogLevel.Error, "Attempt {Round}: {Member} broke the protocol ({Offence}); the evidence is kept")]
    public static partial void Convicted(ILogger log, RoundId round, string member, Offence offence);

    [LoggerMessage(40, LogLevel.Information, "Release {Release} of study {Study} published: {Bytes} bytes")]
    public static partial void ReleasePublished(ILogger log, string release, string study, long bytes);

    [LoggerMessage(23, LogLevel.Warning, "Study {Study}: {Administrator} leaves {Member} out of its exact sums: {Reason}")]
    public static partial void LeftOut(ILogger log, string study, string administrator, string member, string reason);

    [LoggerMessage(25, LogLevel.Warning, "Attempt {Round}: its list would differ from that of an earlier exact sum over the same rows, of study {Study}, by {Members}; the sum goes to the members of that list")]
    public static partial void ListKept(ILogger log, RoundId round, string study, string members);

    [LoggerMessage(3, LogLevel.Warning, "A file that is not needed any longer could not be taken away; it goes at the next start")]
    public static partial void LeftBehind(ILogger log, Exception error);

    [LoggerMessage(50, LogLevel.Warning, "Refused {Method} of {Caller}: {Number} {Detail}")]
    public static partial void Refused(ILogger log, string method, string caller, string number, string detail);

    [LoggerMessage(51, LogLevel.Error, "{Method} of {Caller} failed")]
    public static partial void CallFailed(ILogger log, Exception error, string method, string caller);

    [LoggerMessage(52, LogLevel.Error, "Study {Study} is held up by the store; trying again in {Seconds} s")]
    public static partial void StudyHeldUp(ILogger log, Exception error, string study, double seconds);

    [LoggerMessage(53, LogLevel.Error, "Study {Study} met an error")]
    public static partial void StudyBroke(ILogger log, Exception error, string study);
}
