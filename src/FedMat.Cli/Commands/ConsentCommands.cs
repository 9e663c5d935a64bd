using System.CommandLine;
using System.Globalization;
using FedMat.Cli.Consent;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node studies|approve|refuse|withdraw`: what waits for a steward, and the steward's answers. They work beside a running node.</summary>
internal static class ConsentCommands
{
    private static readonly Argument<string> Id = new("id") { Description = "The study's id, or its first 8 digits or more." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the others.", DefaultValueFactory = _ => "" };

    public static Command Studies()
    {
        Command command = new("studies", "The studies that were put before this node: waiting, consented, expired, refused, withdrawn, ended.") { HostCommands.Config, Json, Show() };
        command.SetAction((parsed, cancellation) => WithDeskAsync(parsed, async (_, desk) =>
        {
            List<StudyRequest> studies = await desk.StudiesAsync(cancellation).ConfigureAwait(false);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(Json))
                ModelCommands.Print(studies.Select(study => StudyDocument.Of(study, now, desk.Self.Key)));
            else
                Print(studies, now, desk.Self.Key);
        }));
        return command;
    }

    private static Command Show()
    {
        Option<string> language = new("--language") { Description = "en, zh or ja.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong([.. ConsentPhrases.Languages]);
        Command command = new("show", "What a study would use, what leaves, with whom, for what and until when: the text to decide by.") { Id, HostCommands.Config, language };
        command.SetAction((parsed, cancellation) => WithDeskAsync(parsed, async (options, desk) =>
        {
            StudyRequest request = await desk.FindAsync(parsed.GetRequiredValue(Id), cancellation).ConfigureAwait(false);
            ConsentCase put = await ConsentCase.OfAsync(options, desk, request, TimeProvider.System, cancellation).ConfigureAwait(false);
            await Console.Out.WriteAsync(ConsentText.Of(ConsentPhrases.In(parsed.GetRequiredValue(language)), put)).ConfigureAwait(false);
        }));
        return command;
    }

    public static Command Approve()
    {
        Option<string?> until = new("--until") { Description = "The day on which the consent ends, like 2027-12-31, at midnight UTC. Without it: as long as the policy's consentDays." };
        Command command = new("approve", "Consent to a study. A running node takes part within about a second.") { Id, HostCommands.Config, until };
        command.SetAction((parsed, cancellation) => WithDeskAsync(parsed, async (_, desk) =>
        {
            DateTimeOffset? end = parsed.GetValue(until) is { } day ? ReadDay(day) : null;
            StudyRequest request = await desk.FindAsync(parsed.GetRequiredValue(Id), cancellation).ConfigureAwait(false);
            StudyConsent consent = await desk.ApproveAsync(request, end, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"Study {Named(request)} is consented to until {consent.Until:yyyy-MM-dd HH:mm}Z.");
            Console.Out.WriteLine($"To take that back: fedmat node withdraw {request.Id.Short} --config {Shell.Quote(parsed.GetRequiredValue(HostCommands.Config).ToString())}");
        }));
        return command;
    }

    public static Command Refuse()
    {
        Command command = new("refuse", "Refuse a study. The coordinator is told.") { Id, HostCommands.Config, Reason };
        command.SetAction((parsed, cancellation) => WithDeskAsync(parsed, async (_, desk) =>
        {
            StudyRequest request = await desk.FindAsync(parsed.GetRequiredValue(Id), cancellation).ConfigureAwait(false);
            await desk.RefuseAsync(request, parsed.GetValue(Reason)!, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"Study {Named(request)} is refused.");
        }));
        return command;
    }

    public static Command Withdraw()
    {
        Command command = new("withdraw", "Take a consent back. A running node stops contributing within about a second.") { Id, HostCommands.Config, Reason };
        command.SetAction((parsed, cancellation) => WithDeskAsync(parsed, async (_, desk) =>
        {
            StudyRequest request = await desk.FindAsync(parsed.GetRequiredValue(Id), cancellation).ConfigureAwait(false);
            await desk.WithdrawAsync(request, parsed.GetValue(Reason)!, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine($"The consent to study {Named(request)} is withdrawn. What was summed before stays in the sums.");
        }));
        return command;
    }

    private static async Task<int> WithDeskAsync(ParseResult parsed, Func<NodeOptions, StewardDesk, Task> work)
    {
        NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
        using StewardDesk desk = StewardDesk.Open(options, TimeProvider.System);
        await work(options, desk).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static DateTimeOffset ReadDay(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw new InputException($"'{day}' is no day", "Give --until like 2027-12-31.");

    private static void Print(List<StudyRequest> studies, DateTimeOffset now, VerifyingKey key)
    {
        if (studies.Count == 0)
        {
            Console.Out.WriteLine("No study was put before this node.");
            return;
        }

        AnsiConsole.Write(Listed(studies, now, key));
        if (studies.Exists(study => study.State(now, key) == StudyState.Waiting))
            Console.Out.WriteLine("What waits, in plain words: fedmat node studies show ID");
    }

    /// <summary>The studies, with their plans' words made harmless for a terminal.</summary>
    internal static Table Listed(List<StudyRequest> studies, DateTimeOffset now, VerifyingKey key)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("study", "name", "state", "until", "policy", "rule");
        foreach (StudyRequest study in studies)
        {
            string until = StudyDocument.UntilOf(study) is { } end ? end.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "-";
            string[] cells =
            [
                study.Id.Short, study.Plan.Content.Name, StudyDocument.WordOf(study.State(now, key)), until, PolicyRules.Word(study.Decision.Answer), study.Decision.Rule,
            ];
            table.AddRow([.. cells.Select(cell => Markup.Escape(TerminalText.Plain(cell)))]);
        }

        return table;
    }

    private static string Named(StudyRequest request) => $"{request.Id.Short} '{TerminalText.Plain(request.Plan.Content.Name)}'";
}
