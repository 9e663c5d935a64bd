using System.CommandLine;
using System.Globalization;
using System.Text;
using FedMat.Cli.Simulate;
using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Simulation;
using FedMat.Storage;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat simulate`: what a federation would learn from a table, in this process.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        Option<FileInfo> data = new("--data") { Description = "A CSV table with all members' rows.", Required = true };
        Option<FileInfo?> contract = new("--contract") { Description = "What its columns mean; by default it is inferred from the table." };
        Option<string> learner = new("--learner") { Description = $"One of {string.Join(", ", Learners.Known)}.", DefaultValueFactory = _ => "" };
        Option<FileInfo?> plan = new("--plan") { Description = "Settings of a plan: learner, rounds, seed, holdOutFraction, minimumCell, maximumWeight." };
        Option<string> members = new("--members") { Description = "The column that says whose a row is.", DefaultValueFactory = _ => "member" };
        Option<long> seed = NumberOption.Create("--seed", "All that is drawn without being secret is drawn from it.", -1, 0, 1L << 53);
        Option<long> cell = NumberOption.Create("--minimum-cell", "Rows of a group of near rows; 1 leaves them as they are.", -1, 1, 1000);
        Option<long> drop = NumberOption.Create("--drop", "So many of a hundred members are lost in each sum that can do without them.", 0, 0, 100);
        Option<bool> leaveOut = new("--leave-one-out") { Description = "Also measure each member's rows by the model of all the others." };
        Option<bool> only = new("--federated-only") { Description = "Leave out what the federated model is compared with: local, personal and pooled models." };
        Option<DirectoryInfo?> report = new("--report") { Description = "A folder for a page with pictures and the figures as JSON." };
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("simulate", "Learn from a table as a federation of its members would, beside each member alone and all rows in one place. No network.")
        {
            data, contract, learner, plan, members, seed, cell, drop, leaveOut, only, report, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                FileInfo file = parsed.GetRequiredValue(data);
                SimulationData table = Read(file, parsed.GetValue(contract), parsed.GetValue(members)!);
                SimulationSettings settings = Settings(parsed.GetValue(plan), parsed.GetValue(learner)!, parsed.GetValue(seed), parsed.GetValue(cell));
                Simulator simulator = new(table, settings, new TorchTrainer(), new SimulationScreen(file.Name));
                SimulationResult result = simulator.Run(file.Name, parsed.GetValue(drop) / 100.0, parsed.GetValue(leaveOut), !parsed.GetValue(only), cancellation);
                if (parsed.GetValue(report) is { } folder)
                    Write(folder, result, table.Contract.Target);
                if (parsed.GetValue(json))
                    Console.Out.WriteLine(SimulationText.Json(result.Figures));
                else
                    SimulationText.Print(result.Figures, table.Contract.Target);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    /// <summary>A table cut into members.</summary>
    /// <exception cref="InputException">A file cannot be read, or its rows do not fit the contract.</exception>
    internal static SimulationData Read(FileInfo data, FileInfo? contract, string column)
    {
        using StringReader text = new(InputFile.Read(data));
        Table table = Table.Read(text, data.Name);
        DataContract meaning = contract is null ? DataContract.Infer(table) : DataContract.Parse(InputFile.Read(contract), contract.Name);
        return SimulationData.Of(table, meaning, column);
    }

    private static SimulationSettings Settings(FileInfo? plan, string learner, long seed, long cell)
    {
        SimulationSettings settings = plan is null ? SimulationSettings.Usual : SimulationSettings.Usual.With(InputFile.Read(plan), plan.Name);
        if (learner.Length > 0 && learner != settings.LearnerName)
            settings = settings.WithLearner(learner);
        settings = seed < 0 ? settings : settings with { Seed = seed };
        return cell < 0 ? settings : settings with { MinimumCell = (int)cell };
    }

    private static void Write(DirectoryInfo folder, SimulationResult result, TargetColumn target)
    {
        folder.Create();
        string page = Path.Combine(folder.FullName, "simulation.html");
        AtomicFile.Write(page, Encoding.UTF8.GetBytes(SimulationPage.Of(result, target)));
        AtomicFile.Write(Path.Combine(folder.FullName, "simulation.json"), Encoding.UTF8.GetBytes(SimulationText.Json(result.Figures)));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the report is {Path.Combine(folder.ToString(), "simulation.html")}"));
    }
}
