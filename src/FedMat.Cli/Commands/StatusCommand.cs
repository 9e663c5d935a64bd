using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedMat.Node;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node status`: how the node stands, told beside it.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("status", "How the node stands: connection, roster, studies, the last round, what is to be done. Changes nothing.") { HostCommands.Config, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            FileInfo config = parsed.GetRequiredValue(HostCommands.Config);
            NodeSituation situation = await NodeSituation.ReadAsync(NodeOptions.Read(config.FullName), TimeProvider.System, cancellation).ConfigureAwait(false);
            IReadOnlyList<string> next = NextSteps.Of(situation, Shell.Quote(config.ToString()), TimeProvider.System.GetUtcNow());
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonSerializer.Serialize(Document(situation, next), JsonForm));
            else
                foreach (string line in Lines(situation, next))
                    Console.Out.WriteLine(TerminalText.Plain(line));
            return ExitCode.Done;
        });
        return command;
    }

    internal static IEnumerable<string> Lines(NodeSituation situation, IReadOnlyList<string> next)
    {
        yield return $"Node '{situation.Name}': {Process(situation)}";
        if (situation is { IsRunning: true, Process: { } process })
        {
            yield return $"Coordinator: {Connected(process)}";
            if (process is { Connection: Connection.Connected, CoordinatorWaitsFor.Length: > 0 })
                yield return $"  it says: {process.CoordinatorWaitsFor}";
        }

        yield return situation.Roster is { } roster
            ? $"Roster: {roster.Number}, {(roster.NotAfter is { } end ? $"in force until {Time(end)}" : "without an end")}"
            : "Roster: none taken yet";
        yield return situation.Studies.Count == 0 ? "Studies: none" : "Studies:";
        foreach (string line in situation.Studies.SelectMany(Lines))
            yield return line;
        yield return next.Count == 0 ? "Nothing to do." : "To do:";
        foreach (string step in next)
            yield return $"  {step}";
    }

    private static string Process(NodeSituation situation) => situation switch
    {
        { IsRunning: false, Process.Connection: Connection.Stopped } => $"not running, stopped at {Time(situation.Process.Since)}",
        { IsRunning: false } => "not running",
        { Process: { } process } => $"running since {Time(process.Started)}, version {process.Version}, process {process.Process}",
        _ => "running",
    };

    private static string Connected(StatusDocument process) => process.Connection switch
    {
        Connection.Connected => $"connected since {Time(process.Since)}",
        Connection.Waiting => $"not connected since {Time(process.Since)}: {process.Reason}",
        _ => "not heard yet",
    };

    private static IEnumerable<string> Lines(StudyStanding study)
    {
        yield return $"  {study.Id.Short} '{study.Name}': {study.Status}; {Consent(study)}{study.Answer}";
        if (study.LastRound is { } round)
            yield return $"    round {round.Round}, attempt {round.Attempt}: was told '{round.Step.ToLowerInvariant()}' at {Time(round.At)}";
        if (study.LastSent is { } sent)
            yield return string.Create(CultureInfo.InvariantCulture, $"    sent: {study.Vectors} vectors, {study.Bytes:#,0} bytes in all, last at {Time(sent)}");
    }

    private static string Consent(StudyStanding study) => study.Consent switch
    {
        null or StudyState.Ended => "",
        StudyState.Waiting => "waits for an answer; ",
        StudyState.Consented => "consent in force; ",
        StudyState.Expired => "the consent has ended; ",
        StudyState.Refused => "refused; ",
        _ => "consent withdrawn; ",
    };

    private static object Document(NodeSituation situation, IReadOnlyList<string> next) => new
    {
        situation.Name,
        situation.IsRunning,
        situation.Process,
        roster = situation.Roster?.Number,
        rosterNotAfter = situation.Roster?.NotAfter,
        studies = situation.Studies.Select(study => new
        {
            id = study.Id.ToString(), study.Name, study.Status, study.Answer, study.Consent, study.Vectors, study.Bytes, study.LastRound, study.LastSent,
        }),
        next,
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
