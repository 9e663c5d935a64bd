using FedMat.Protocol;
using FedMat.Wire.V1;
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

    [LoggerMessage(1106, LogLevel.Debug, "The coordinator says: {WaitingFor}")]
    public static partial void Heartbeat(this ILogger log, string waitingFor);

    [LoggerMessage(1107, LogLevel.Warning, "News of the coordinator was not understood and is passed over: {Number} {Detail}")]
    public static partial void NewsRefused(this ILogger log, string number, string detail);

    [LoggerMessage(1108, LogLevel.Error, "{Coordinator}: {Refusal}")]
    public static partial void ConnectionOpened(this ILogger log, Uri coordinator, string refusal);

    [LoggerMessage(1201, LogLevel.Information, "Took roster {Roster}")]
    public static partial void RosterTaken(this ILogger log, int roster);

    [LoggerMessage(1202, LogLevel.Error, "Refused roster {Roster}: {Number} {Detail}")]
    public static partial void RosterRefused(this ILogger log, int roster, string number, string detail);

    [LoggerMessage(1203, LogLevel.Error, "{Number} {Detail}")]
    public static partial void Revoked(this ILogger log, string number, string detail);

    [LoggerMessage(1204, LogLevel.Information, "'{Voucher}' vouches for the keys of '{Member}'")]
    public static partial void VouchTaken(this ILogger log, string voucher, string member);

    [LoggerMessage(1205, LogLevel.Information, "Passed over a vouch in the name of '{Voucher}' for '{Member}': {Number} {Detail}")]
    public static partial void VouchRefused(this ILogger log, string voucher, string member, string number, string detail);

    [LoggerMessage(1301, LogLevel.Information, "Study {Study} '{Name}' accepted with {Rows} rows")]
    public static partial void StudyAccepted(this ILogger log, string study, string name, int rows);

    [LoggerMessage(1302, LogLevel.Warning, "Study {Study} '{Name}' refused: {Number} {Detail}")]
    public static partial void StudyRefused(this ILogger log, string study, string name, string number, string detail);

    [LoggerMessage(1303, LogLevel.Information, "Study {Study} ended: {Status} {Reason}")]
    public static partial void StudyEnded(this ILogger log, string study, StudyStatus status, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "Study {Study}: no vector of this node: {Number} {Detail}")]
    public static partial void VectorRefused(this ILogger log, string study, string number, string detail);

    [LoggerMessage(1305, LogLevel.Warning, "Study {Study}: {Reason}; next try in {DelaySeconds:0.0} s")]
    public static partial void SumRetries(this ILogger log, string study, string reason, double delaySeconds);

    [LoggerMessage(1306, LogLevel.Information, "Study {Study}: round {Round} starts from state {State}, which {Members} members accepted while this node was away")]
    public static partial void StateProven(this ILogger log, string study, int round, string state, int members);

    [LoggerMessage(1307, LogLevel.Warning, "Study {Study}: round {Round} is to start from state {State}, which was not proven: {Reason}")]
    public static partial void StateNotProven(this ILogger log, string study, int round, string state, string reason);

    [LoggerMessage(1401, LogLevel.Information, "Round {Round}: {Phase}, {Length} slots")]
    public static partial void RoundStarted(this ILogger log, RoundId round, string phase, int length);

    [LoggerMessage(1402, LogLevel.Information, "Round {Round}: sent a masked vector of {Bytes} bytes in {Seconds:0.00} s, payload {Payload}")]
    public static partial void Contributed(this ILogger log, RoundId round, long bytes, double seconds, string payload);

    [LoggerMessage(1404, LogLevel.Warning, "Round {Round}: the masked vector was not taken: {Number} {Detail}")]
    public static partial void RoundRefused(this ILogger log, RoundId round, string number, string detail);

    [LoggerMessage(1405, LogLevel.Information, "Round {Round}: left, since it is past")]
    public static partial void RoundLeft(this ILogger log, RoundId round);

    [LoggerMessage(1406, LogLevel.Debug, "Round {Round}: passed over, since this node takes no part in its study")]
    public static partial void RoundOfNoStudy(this ILogger log, RoundId round);

    [LoggerMessage(1409, LogLevel.Error, "Round {Round}: the coordinator's receipt is not signed by its key")]
    public static partial void ReceiptRefused(this ILogger log, RoundId round);

    [LoggerMessage(1410, LogLevel.Debug, "Round {Round}: answers {Step}")]
    public static partial void StepTaken(this ILogger log, RoundId round, SumNews.WhatOneofCase step);

    [LoggerMessage(1411, LogLevel.Warning, "Round {Round}: {Step} is not answered: {Number} {Detail}")]
    public static partial void StepRefused(this ILogger log, RoundId round, string step, string number, string detail);

    [LoggerMessage(1412, LogLevel.Debug, "Round {Round}: {Step} is passed over, since this node takes no part in the attempt")]
    public static partial void StepPassedOver(this ILogger log, RoundId round, SumNews.WhatOneofCase step);

    [LoggerMessage(1413, LogLevel.Warning, "Round {Round}: the coordinator did not take the {Word}: {Reason}")]
    public static partial void WordRefused(this ILogger log, RoundId round, Said.WhatOneofCase word, string reason);

    [LoggerMessage(1414, LogLevel.Information, "Round {Round}: the sum over {Members} members is checked; the next round starts from state {State}")]
    public static partial void SumAccepted(this ILogger log, RoundId round, int members, string state);

    [LoggerMessage(1415, LogLevel.Warning, "Round {Round}: closed for good, at the coordinator's request")]
    public static partial void AttemptClosed(this ILogger log, RoundId round);

    [LoggerMessage(1416, LogLevel.Warning, "Round {Round}: member {Member} is convicted by what it signed: {Offence}")]
    public static partial void MemberConvicted(this ILogger log, RoundId round, MemberId member, Offence offence);

    [LoggerMessage(1417, LogLevel.Debug, "Round {Round}: {Step} waits until this node has reached the state that the sum starts from")]
    public static partial void StepWaits(this ILogger log, RoundId round, SumNews.WhatOneofCase step);

    [LoggerMessage(1418, LogLevel.Information, "Round {Round}: left, since it has come to no list of survivors in {Days:0} days")]
    public static partial void AttemptExpired(this ILogger log, RoundId round, double days);

    [LoggerMessage(1901, LogLevel.Warning, "Study {Study} '{Name}': this node takes no part for now: {Number} {Detail}")]
    public static partial void StudyWithoutConsent(this ILogger log, string study, string name, string number, string detail);

    [LoggerMessage(1902, LogLevel.Information, "Study {Study}: the coordinator has this node's answer: {Answer}")]
    public static partial void AnswerTaken(this ILogger log, string study, ConsentAnswer answer);

    [LoggerMessage(1903, LogLevel.Warning, "Study {Study}: the coordinator does not take this node's answer ({Answer}): {Reason}")]
    public static partial void AnswerRefused(this ILogger log, string study, ConsentAnswer answer, string reason);

    [LoggerMessage(1904, LogLevel.Debug, "An answer to a plan waits for the coordinator: {Reason}; next try in {DelaySeconds:0.0} s")]
    public static partial void AnswerWaits(this ILogger log, string reason, double delaySeconds);

    [LoggerMessage(1601, LogLevel.Information, "Imported '{File}' as import {Number}: {Records} records, {Rejected} rows left out")]
    public static partial void FileImported(this ILogger log, string file, int number, int records, int rejected);

    [LoggerMessage(1602, LogLevel.Warning, "'{File}' was not imported; the report beside it says why")]
    public static partial void FileNotImported(this ILogger log, string file);

    [LoggerMessage(1603, LogLevel.Warning, "'{File}' could not be imported: {Reason}; next try in {DelaySeconds:0} s")]
    public static partial void ImportRetries(this ILogger log, string file, string reason, double delaySeconds);

    [LoggerMessage(1501, LogLevel.Error, "FM326 the database in {Folder} is or was older than what this node has promised: every attempt that was open then was closed")]
    public static partial void StoreRestored(this ILogger log, string folder);
}
