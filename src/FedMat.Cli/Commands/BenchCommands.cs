using System.CommandLine;
using System.Globalization;
using FedMat.Cli.Bench;
using Spectre.Console;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat bench ...`: what sums cost on this machine.</summary>
internal static class BenchCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document on standard output; progress goes to standard error." };

    public static Command Create() => new("bench", "Measure what sums cost on this machine. Every sum is checked.")
    {
        Round(),
        Hidden(HostCommands.Create("coordinator", "A coordinator for the bench.", BenchHosts.RunCoordinatorAsync)),
        Hidden(HostCommands.Create("node", "A node for the bench.", BenchHosts.RunNodeAsync)),
    };

    private static Command Round()
    {
        Option<long> members = NumberOption.Create("--members", "Nodes, each a process of its own.", 10, Protocol.Plan.FewestMembers, BenchLearner.MostMembers);
        Option<long> length = NumberOption.Create("--length", "Slots of a vector: the weights of a network.", 67_073, 1, 100_000_000);
        Option<long> rounds = NumberOption.Create("--rounds", "Sums, one after the other.", 20, 2, 10_000);
        Command command = new("round", "A coordinator and its nodes as processes on loopback, over mutual TLS; no training.") { members, length, rounds, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            RoundFigures figures = await RoundBench.RunAsync(
                (int)parsed.GetValue(members), (int)parsed.GetValue(length), (int)parsed.GetValue(rounds), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
                Console.Out.WriteLine(figures.ToJson());
            else
                Print(figures);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(RoundFigures figures)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumn("").AddColumn(new TableColumn("").RightAligned());
        Row("members", figures.Members);
        Row("slots of a vector", figures.Length);
        Row("sums, all right", figures.Rounds);
        Row("seconds a round, median", figures.RoundSeconds);
        Row("seconds to the end of the first", figures.FirstRoundSeconds);
        Row("a node's peak memory, MB", figures.NodePeakMB);
        Row("the coordinator's, MB", figures.CoordinatorPeakMB);
        Row("a node's bytes up a round", figures.NodeBytesUp);
        Row("a node's bytes down a round", figures.NodeBytesDown);
        AnsiConsole.Write(table.HideHeaders());

        void Row(string what, double figure) => table.AddRow(what, figure.ToString("#,0.####", CultureInfo.InvariantCulture));
    }

    private static Command Hidden(Command command)
    {
        command.Hidden = true;
        return command;
    }
}
