using FedMat.Cli.Commands;
using FedMat.Cli.Simulate;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Simulation;

namespace FedMat.Cli.Bench;

/// <summary>
/// What each learner makes of each table of a folder: the figures of `fedmat simulate`, table by table. A table's contract is the one of
/// the same name that comes with FedMat, or else is inferred.
/// </summary>
internal static class LearnerBench
{
    /// <param name="folder">CSV tables with all members' rows.</param>
    /// <param name="tables">Names of tables without .csv; none for all.</param>
    /// <param name="learners">Names.</param>
    /// <param name="seeds">Of the plans.</param>
    /// <param name="cells">k of small cells.</param>
    /// <param name="compare">Whether to learn local, personal and pooled models, too.</param>
    /// <param name="told">Gets the figures as soon as they are there.</param>
    /// <param name="cancellation">Ends the run soon after.</param>
    /// <exception cref="InputException">There are no such tables.</exception>
    public static void Run(
        DirectoryInfo folder, IReadOnlyList<string> tables, IReadOnlyList<string> learners, IReadOnlyList<long> seeds, IReadOnlyList<int> cells, bool compare,
        Action<SimulationFigures> told, CancellationToken cancellation)
    {
        foreach (FileInfo file in Tables(folder, tables))
        {
            FileInfo contract = new(Path.Combine(AppContext.BaseDirectory, "node-config", "contracts", $"{Path.GetFileNameWithoutExtension(file.Name)}.json"));
            SimulationData data = SimulateCommand.Read(file, contract.Exists ? contract : null, "member");
            foreach (SimulationSettings settings in Settings(learners, seeds, cells))
            {
                SimulationScreen screen = new($"{file.Name}, {settings.LearnerName}, seed {settings.Seed}, k {settings.MinimumCell}");
                told(new Simulator(data, settings, new TorchTrainer(TrainingDevice.Cpu), screen).Run(file.Name, drop: 0, leaveOut: false, compare, cancellation).Figures);
            }
        }
    }

    private static IEnumerable<SimulationSettings> Settings(IReadOnlyList<string> learners, IReadOnlyList<long> seeds, IReadOnlyList<int> cells) =>
        from cell in cells
        from learner in learners
        from seed in seeds
        select SimulationSettings.Usual.WithLearner(learner) with { Seed = seed, MinimumCell = cell };

    private static FileInfo[] Tables(DirectoryInfo folder, IReadOnlyList<string> names)
    {
        FileInfo[] files = folder.Exists ? [.. folder.GetFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal)] : [];
        if (names.FirstOrDefault(name => !files.Any(file => Is(file, name))) is { } missing)
            throw new InputException($"there is no table {missing}.csv", $"The folder has {string.Join(", ", files.Select(file => file.Name))}.", folder.ToString());
        FileInfo[] chosen = names.Count == 0 ? files : [.. files.Where(file => names.Any(name => Is(file, name)))];
        return chosen.Length > 0 ? chosen : throw new InputException("there are no CSV tables in this folder", "Name one with --data.", folder.ToString());
    }

    private static bool Is(FileInfo file, string name) => Path.GetFileNameWithoutExtension(file.Name) == name;
}
