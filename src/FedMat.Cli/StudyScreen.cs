using FedMat.Wire.V1;
using Spectre.Console;

namespace FedMat.Cli;

/// <summary>
/// What long work shows, on standard error: a line for each step, and a study as a live table where there is a terminal. In a
/// file or a pipe it is plain lines, unbroken.
/// </summary>
internal sealed class StudyScreen
{
    private const int BarWidth = 24;
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly bool isTerminal;
    private (int Round, string Phase, string Missing) shown;

    public StudyScreen() => isTerminal = console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;

    /// <summary>Something was done.</summary>
    public void Step(string what) => Say(what, "*", Color.Green, Color.Default);

    /// <summary>Something is waited for.</summary>
    public void Wait(string what) => Say(what, " ", Color.Grey, Color.Grey);

    /// <summary>Something needs the user's eye.</summary>
    public void Warn(string what) => Say(what, "!", Color.Yellow, Color.Yellow);

    /// <summary>Shows a study until it ends.</summary>
    /// <returns>Its last progress.</returns>
    public async Task<StudyProgress> FollowAsync(IAsyncEnumerable<StudyProgress> study)
    {
        StudyProgress? last = null;
        if (!isTerminal)
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
        int done = study.Rounds == 0 ? 0 : BarWidth * study.Round / study.Rounds;
        Paragraph bar = new Paragraph($"round {study.Round,3}/{study.Rounds}  ")
            .Append(new string('#', done), Color.Green).Append(new string('.', BarWidth - done), Color.Grey).Append($"  {Figures(study)}");
        if (study.Status != "running")
            return new Rows(new Padder(bar, Indent), new Padder(new Text($"{study.Status} {study.Reason}"), Indent));
        Table members = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("member", "state");
        foreach (MemberProgress member in study.Members)
            members.AddRow(new Text(member.Name), State(member));
        return new Rows(new Padder(bar, Indent), new Padder(members, Indent), new Padder(new Text($"{study.Phase}: {study.Reason}", Color.Grey), Indent));
    }

    private static Padding Indent => new(2, 0, 0, 0);

    private static Text State(MemberProgress member) => member switch
    {
        { Contributed: true } => new Text("contributed", Color.Green),
        { Online: true } => new Text("working"),
        _ => new Text("offline", Color.Yellow),
    };

    private static string Figures(StudyProgress study) =>
        (study.HasTrainLoss ? $"loss {study.TrainLoss:0.0000}  " : "") + (study.HasHoldOutMae ? $"hold-out MAE {study.HoldOutMae:0.###} {study.Unit}" : "");

    private void Line(StudyProgress study)
    {
        // One line for each round and phase and each member that comes or goes; not for every contribution.
        string missing = string.Join(", ", study.Members.Where(member => !member.Online).Select(member => member.Name));
        (int, string, string) now = (study.Round, study.Phase, missing);
        if (now == shown)
            return;
        shown = now;
        string offline = missing.Length > 0 && study.Status == "running" ? $"  offline: {missing}" : "";
        int online = study.Members.Count(member => member.Online);
        Console.Error.WriteLine($"  round {study.Round,3}/{study.Rounds}  members {online}/{study.Members.Count}  {study.Phase,-8} {Figures(study)}{offline}".TrimEnd());
    }

    private void Say(string what, string mark, Color markColour, Color colour)
    {
        if (isTerminal)
            console.Write(new Paragraph().Append(mark, markColour).Append($" {what}\n", colour));
        else
            Console.Error.WriteLine($"{mark} {what}");
    }
}
