using System.CommandLine;
using System.Globalization;
using FedMat.Cli.Bench;
using FedMat.Cli.Simulate;
using FedMat.Learning;
using FedMat.Simulation;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat bench learners`: what each learner makes of each table.</summary>
internal static class LearnerBenchCommand
{
    private const string Head = "| table | learner | k | seed | local | federated | pooled | own: local | own: federated | own: personal | 90 % covers | seconds |";

    private static readonly Option<bool> FederatedOnly = new("--federated-only") { Description = "Leave out what the federated model is compared with." };

    /// <param name="json">The option of all benches.</param>
    public static Command Create(Option<bool> json)
    {
        Option<DirectoryInfo> data = new("--data")
        {
            Description = "A folder of CSV tables with a column 'member'.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("..", "shared", "data")),
        };
        Option<string[]> tables = new("--table") { Description = "Only this table; may be given several times.", DefaultValueFactory = _ => [] };
        Option<string[]> learners = new("--learner") { Description = "Only this learner; may be given several times.", DefaultValueFactory = _ => [.. Learners.Known] };
        Option<long[]> seeds = new("--seed") { Description = "A plan's seed; may be given several times.", DefaultValueFactory = _ => [0] };
        Option<int[]> cells = new("--minimum-cell") { Description = "k of small cells; may be given several times.", DefaultValueFactory = _ => [3] };
        Command command = new("learners", "Mean absolute errors of local, federated, personal and pooled models, for each table and learner, as a table in Markdown.")
        {
            data, tables, learners, seeds, cells, FederatedOnly, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                bool asJson = parsed.GetValue(json);
                if (!asJson)
                    Console.Out.WriteLine($"{Head}\n|---|---|{string.Concat(Enumerable.Repeat("--:|", 10))}");
                LearnerBench.Run(
                    parsed.GetValue(data)!, parsed.GetValue(tables)!, parsed.GetValue(learners)!, parsed.GetValue(seeds)!, parsed.GetValue(cells)!, !parsed.GetValue(FederatedOnly),
                    figures => Console.Out.WriteLine(asJson ? SimulationText.Json(figures) : Row(figures)), cancellation);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static string Row(SimulationFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Path.GetFileNameWithoutExtension(figures.Data)} | {figures.Learner} | {figures.MinimumCell} | {figures.Seed} | {Text(figures.Local.Mae)} | {Text(figures.Federated.Mae)} | {Text(figures.Pooled.Mae)} | {Text(figures.Local.OwnMae)} | {Text(figures.Federated.OwnMae)} | {Text(figures.Personal.OwnMae)} | {figures.Coverage90:0.0%} | {figures.Seconds:0} |");

    private static string Text(double? value) => value is { } number ? Readiness.Wording.Number(number) : "";
}
