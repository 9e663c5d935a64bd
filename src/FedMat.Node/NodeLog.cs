using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>
/// Everything that a node logs. No data value, no update, no key material: names, numbers, digests and sizes only. A number is
/// never used again.
/// </summary>
internal static partial class NodeLog
{
    [LoggerMessage(1001, LogLevel.Information, "Node '{Name}' {Version}: roster {Roster}, {Rows} rows, contract '{Contract}', coordinator {Coordinator}")]
    public static partial void Started(this ILogger log, string name, string version, int roster, int rows, string contract, Uri coordinator);

    [LoggerMessage(1002, LogLevel.Information, "Stopping")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(1101, LogLevel.Information, "Connected to {Coordinator}, version {Version}, protocol {Protocol}")]
    public static partial void Connected(this ILogger log, Uri coordinator, string version, uint protocol);

    [LoggerMessage(1102, LogLevel.Warning, "Waiting for {Coordinator}: {Reason}; next try in {DelaySeconds:0.0} s")]
    public static partial void WaitingForCoordinator(this ILogger log, Uri coordinator, string reason, double delaySeconds);

    [LoggerMessage(1103, LogLevel.Warning, "The connection to {Coordinator} ended: {Reason}")]
    public static partial void ConnectionEnded(this ILogger log, Uri coordinator, string reason);

    [LoggerMessage(1104, LogLevel.Error, "FM101 {Coordinator} shows a certificate with pin {Shown}; the roster pins {Pinned}. Nothing was said to it")]
    public static partial void CertificateRefused(this ILogger log, Uri coordinator, string shown, string pinned);

    [LoggerMessage(1105, LogLevel.Error, "The coordinator refuses: {Number} {Detail}; next try in {DelaySeconds:0.0} s")]
    public static partial void CoordinatorRefuses(this ILogger log, string number, string detail, double delaySeconds);

    [LoggerMessage(1106, LogLevel.Debug, "The coordinator waits for {WaitingFor}")]
    public static partial void Heartbeat(this ILogger log, string waitingFor);

    [LoggerMessage(1107, LogLevel.Warning, "News of the coordinator was not understood and is passed over: {Number} {Detail}")]
    public static partial void NewsRefused(this ILogger log, string number, string detail);

    [LoggerMessage(1201, LogLevel.Information, "Took roster {Roster}")]
    public static partial void RosterTaken(this ILogger log, int roster);

    [LoggerMessage(1202, LogLevel.Error, "Refused roster {Roster}: {Number} {Detail}")]
    public static partial void RosterRefused(this ILogger log, int roster, string number, string detail);

    [LoggerMessage(1301, LogLevel.Information, "Study {Study} '{Name}' accepted with {Rows} rows")]
    public static partial void StudyAccepted(this ILogger log, string study, string name, int rows);

    [LoggerMessage(1302, LogLevel.Warning, "Study {Study} '{Name}' refused: {Number} {Detail}")]
    public static partial void StudyRefused(this ILogger log, string study, string name, string number, string detail);

    [LoggerMessage(1303, LogLevel.Information, "Study {Study} ended: {Status} {Reason}")]
    public static partial void StudyEnded(this ILogger log, string study, StudyStatus status, string reason);

    [LoggerMessage(1401, LogLevel.Information, "Round {Round}: {Phase}, {Length} slots")]
    public static partial void RoundStarted(this ILogger log, RoundId round, string phase, int length);

    [LoggerMessage(1402, LogLevel.Information, "Round {Round}: contributed {Bytes} bytes in {Seconds:0.00} s, payload {Payload}")]
    public static partial void Contributed(this ILogger log, RoundId round, long bytes, double seconds, string payload);

    [LoggerMessage(1403, LogLevel.Information, "Round {Round}: sending the stored contribution again, payload {Payload}")]
    public static partial void SendingAgain(this ILogger log, RoundId round, string payload);

    [LoggerMessage(1404, LogLevel.Warning, "Round {Round}: no contribution: {Number} {Detail}")]
    public static partial void RoundRefused(this ILogger log, RoundId round, string number, string detail);

    [LoggerMessage(1405, LogLevel.Information, "Round {Round}: left, since it is past")]
    public static partial void RoundLeft(this ILogger log, RoundId round);

    [LoggerMessage(1406, LogLevel.Debug, "Round {Round}: passed over, since this node takes no part in its study")]
    public static partial void RoundOfNoStudy(this ILogger log, RoundId round);

    [LoggerMessage(1407, LogLevel.Debug, "Round {Round}: the receipt is here already")]
    public static partial void RoundDone(this ILogger log, RoundId round);

    [LoggerMessage(1408, LogLevel.Warning, "Round {Round}: {Reason}; next try in {DelaySeconds:0.0} s")]
    public static partial void RoundRetries(this ILogger log, RoundId round, string reason, double delaySeconds);

    [LoggerMessage(1409, LogLevel.Error, "Round {Round}: the coordinator's receipt is not signed by its key; the contribution is kept")]
    public static partial void ReceiptRefused(this ILogger log, RoundId round);
}
