using FedMat.Wire.V1;
using Spectre.Console;

namespace FedMat.Cli;

/// <summary>What long work shows, on standard error: a line for each step, and a study as a live table where there is a terminal.</summary>
internal sealed class StudyScreen
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private (int Round, string Phase, string Reason) shown;

    /// <summary>Something was done.</summary>
    public void Step(string what) => console.MarkupLineInterpolated($"[green]*[/] {what}");

    /// <summary>Something is waited for.</summary>
    public void Wait(string what) => console.MarkupLineInterpolated($"[grey]  {what}[/]");

    /// <summary>Shows a study until it ends.</summary>
    /// <returns>Its last progress.</returns>
    public async Task<StudyProgress> FollowAsync(IAsyncEnumerable<StudyProgress> study)
    {
        StudyProgress? last = null;
        if (!console.Profile.Capabilities.Interactive || Console.IsErrorRedirected)
        {
            await foreach (StudyProgress progress in study.ConfigureAwait(false))
                Line(last = progress);
        }
        else
        {
            await console.Live(new Text("")).StartAsync(async live =>
            {
                await foreach (StudyProgress progress in study.ConfigureAwait(false))
                    live.UpdateTarget(Draw(last = progress));
            }).ConfigureAwait(false);
        }

        return last ?? throw new IOException("the coordinator ended the call without a word about the study");
    }

    private static Rows Draw(StudyProgress study)
    {
        const int Width = 30;
        int done = study.Rounds == 0 ? 0 : Width * study.Round / study.Rounds;
        Table members = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("state", "member");
        foreach (MemberProgress member in study.Members)
            members.AddRow(new Text(State(member)), new Text(member.Name));
        return new Rows(
            new Text($"  round {study.Round,3}/{study.Rounds}  {new string('#', done)}{new string('.', Width - done)}  {Figures(study)}"),
            new Padder(members, new Padding(2, 0)),
            new Text($"  {study.Phase}{(study.Reason.Length > 0 ? ": " : "")}{study.Reason}"));
    }

    private void Line(StudyProgress study)
    {
        // One line for each round and each new reason to wait; not for every contribution.
        (int, string, string) now = (study.Round, study.Phase, study.Members.All(member => member.Online) ? "" : study.Reason);
        if (now == shown)
            return;
        shown = now;
        string waiting = study.Reason.Length > 0 ? $"  ({study.Reason})" : "";
        console.WriteLine($"  round {study.Round,3}/{study.Rounds}  members {study.Members.Count(member => member.Online)}/{study.Members.Count}  {study.Phase,-8} {Figures(study)}{waiting}");
    }

    private static string State(MemberProgress member) => member switch
    {
        { Contributed: true } => "in     ",
        { Online: true } => "working",
        _ => "offline",
    };

    private static string Figures(StudyProgress study) =>
        (study.HasTrainLoss ? $"loss {study.TrainLoss:0.0000}  " : "") + (study.HasHoldOutMae ? $"hold-out MAE {study.HoldOutMae:0.###} {study.Unit}" : "");
}
