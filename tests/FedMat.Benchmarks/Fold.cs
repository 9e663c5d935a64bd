using System.Diagnostics;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Simulation;

namespace FedMat.Benchmarks;

/// <summary>
/// What joining gains: for each table and seed the mean absolute error, on the common test set, of local (mean over members),
/// federated and pooled models, all by the default learner and as many rounds. Arguments: tables as paths,
/// seeds as numbers, rounds=N, cell=K (rows in groups of K), device=cpu|cuda.
/// </summary>
internal static class Fold
{
    private const int DefaultRounds = 40;

    internal static Task<int> RunAsync(string[] args)
    {
        List<long> seeds = [.. args.Where(IsNumber).Select(long.Parse)];
        int rounds = Number(args, "rounds=", DefaultRounds);
        int cell = Number(args, "cell=", 1);
        TrainingDevice device = args.Contains("device=cuda") ? TrainingDevice.Cuda : TrainingDevice.Cpu;
        Console.Out.WriteLine($"{"table",-36} {"seed",4} {"local",9} {"federated",9} {"pooled",9} {"hold-out",9} {"seconds",8}");
        foreach (string table in args.Where(argument => argument.EndsWith(".csv")))
        {
            foreach (long seed in seeds.DefaultIfEmpty(0))
                Measure(table, rounds, cell, seed, new TorchTrainer(device));
        }

        return Task.FromResult(0);
    }

    private static void Measure(string path, int rounds, int cell, long seed, TorchTrainer trainer)
    {
        using StreamReader reader = new(path);
        Table table = Table.Read(reader, path);
        DataContract contract = DataContract.Infer(table);
        List<Dataset> members = [.. table.Distinct("member").Select(member => Dataset.Build(table, contract, member, Split.Train))];
        Dataset pooled = Dataset.Build(table, contract, member: null, Split.Train);
        Dataset test = Dataset.Build(table, contract, member: null, Split.Test);
        Plan plan = PlanOf(contract, rounds, cell, seed, members.Max(member => member.Rows));
        Latest latest = new();
        double local = members.Average(member => Error(plan, [member], test, trainer));
        long start = Stopwatch.GetTimestamp();
        double federated = Error(plan, members, test, trainer, latest);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{Path.GetFileName(path),-36} {seed,4} {local,9:0.000} {federated,9:0.000} {Error(plan, [pooled], test, trainer),9:0.000} {latest.HoldOutMae,9:0.000} {seconds,8:0.0}"));
    }

    private static double Error(Plan plan, IReadOnlyList<Dataset> members, Dataset test, TorchTrainer trainer, Latest? latest = null)
    {
        IModel model = Federation.Run(plan, members, trainer, latest).Model;
        double[] predictions = new double[test.Rows];
        model.Predict(test.X, predictions);
        return Metrics.MeanAbsoluteError(predictions, test.Y);
    }

    private static Plan PlanOf(DataContract contract, int rounds, int cell, long seed, int maximumWeight) => new(
        Plan.CurrentFormat, contract.Name, "benchmark", new ConsortiumId(Digest.Of("benchmark"u8)), default, [], MinimumMembers: 2,
        JsonText.Parse(contract.ToJson()), JsonText.Parse("""{"name":"neural"}"""), rounds, seed, HoldOutFraction: 0.1, 2 * cell, cell, maximumWeight,
        new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 0, Attempts: 1), ReleaseTerms.Unpublished);

    private static int Number(string[] args, string key, int otherwise) =>
        args.Where(argument => argument.StartsWith(key)).Select(argument => int.Parse(argument[key.Length..])).SingleOrDefault(otherwise);

    private static bool IsNumber(string argument) => argument.All(char.IsAsciiDigit);

    private sealed class Latest : IProgress<LearnerProgress>
    {
        public double? HoldOutMae { get; private set; }

        public void Report(LearnerProgress value) => HoldOutMae = value.HoldOutMae;
    }
}
