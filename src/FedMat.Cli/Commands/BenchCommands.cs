using System.CommandLine;
using System.Globalization;
using FedMat.Cli.Bench;
using Spectre.Console;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat bench ...`: what sums, descriptors and imports cost on this machine.</summary>
internal static class BenchCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document on standard output; progress goes to standard error." };

    public static Command Create() => new("bench", "Measure what sums, descriptors and imports cost on this machine. Every sum is checked.")
    {
        Round(),
        SecureSum(),
        Descriptors(),
        Import(),
        LearnerBenchCommand.Create(Json),
        Hidden(HostCommands.Create("coordinator", "A coordinator for the bench.", BenchHosts.RunCoordinatorAsync)),
        Hidden(HostCommands.Create("node", "A node for the bench.", BenchHosts.RunNodeAsync)),
    };

    private static Command Round()
    {
        Option<long> members = NumberOption.Create("--members", "Nodes, each a process of its own.", 10, Protocol.Plan.FewestMembers, BenchNumbers.MostMembers);
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

    private static Command SecureSum()
    {
        Option<long> members = NumberOption.Create("--members", "Members of the plan.", 100, Protocol.Plan.FewestMembers, BenchNumbers.MostMembers);
        Option<long> length = NumberOption.Create("--length", "Slots of a vector.", 100_000, 1, 100_000_000);
        Option<long> drop = NumberOption.Create("--drop", "So many of a hundred members, but at least one, are lost before they send their vectors.", 0, 0, 100);
        Command command = new("secure-sum", "The arithmetic of the secure sum in one process, as processor time of either side.") { members, length, drop, Json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                SumFigures figures = SumBench.Run((int)parsed.GetValue(members), (int)parsed.GetValue(length), (int)parsed.GetValue(drop), cancellation);
                if (parsed.GetValue(Json))
                    Console.Out.WriteLine(figures.ToJson());
                else
                    Print(figures);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command Descriptors()
    {
        Option<long> rows = NumberOption.Create("--rows", "Compositions of one pass.", 50_000, 1, 1_000_000);
        Command command = new("descriptors", "How fast compositions become the numbers of magpie/1, on all processors; reading formulas is not part of it.") { rows, Json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                DescriptorFigures figures = DescriptorBench.Run((int)parsed.GetValue(rows), Environment.ProcessorCount, cancellation);
                if (parsed.GetValue(Json))
                    Console.Out.WriteLine(figures.ToJson());
                else
                    Print([], ("compositions a second", figures.CompositionsPerSecond));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command Import()
    {
        Option<long> rows = NumberOption.Create("--rows", "Rows of the file.", 100_000, 100, 10_000_000);
        Command command = new("import", "Read a table into a node's records: one transaction, one bad row in a hundred.") { rows, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            ImportFigures figures = await ImportBench.RunAsync((int)parsed.GetValue(rows), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
                Console.Out.WriteLine(figures.ToJson());
            else
                Print([], ("rows", figures.Rows), ("seconds", figures.Seconds), ("peak memory, MB", figures.PeakMB));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(SumFigures figures) => Print(
        PeerFigures.Of(figures),
        ("members", figures.Members),
        ("slots of a vector", figures.Length),
        ("members lost", figures.Dropped),
        ("processor seconds of a member", figures.NodeSeconds),
        ("processor seconds of the coordinator", figures.CoordinatorSeconds));

    private static void Print(RoundFigures figures) => Print(
        PeerFigures.Of(figures),
        ("members", figures.Members),
        ("slots of a vector", figures.Length),
        ("sums, all right", figures.Rounds),
        ("seconds a round, median", figures.RoundSeconds),
        ("seconds to the end of the first", figures.FirstRoundSeconds),
        ("a node's peak memory, MB", figures.NodePeakMB),
        ("the coordinator's, MB", figures.CoordinatorPeakMB),
        ("a node's bytes up a round", figures.NodeBytesUp),
        ("a node's bytes down a round", figures.NodeBytesDown));

    private static void Print(IReadOnlyList<PeerFigures> peers, params (string What, double Figure)[] rows)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        foreach ((string what, double figure) in rows)
            table.AddRow(what, figure.ToString("#,0.#####", CultureInfo.InvariantCulture));
        foreach (PeerFigures peer in peers)
            table.AddRow(FormattableString.Invariant($"{peer.What}: {peer.Theirs:0.###} s; by FedMat's"), FormattableString.Invariant($"{peer.Ratio:0.00} x"));
        AnsiConsole.Write(table);
    }

    private static Command Hidden(Command command)
    {
        command.Hidden = true;
        return command;
    }
}
