using System.Diagnostics;
using System.Globalization;
using System.Text;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Simulation;

namespace FedMat.Benchmarks;

/// <summary>
/// Boosted trees: 100 of depth 6 over 1,000 rows of 148 inputs, once among 8 members with the secure sum, then pooled beside scikit-learn's
/// HistGradientBoosting in turn, on one thread. Arguments: parallel=N (trees of a round), bins=N, columns=N (percent), rows=N, trees=N.
/// </summary>
internal static class Trees
{
    private const int Inputs = 148, Members = 8, Depth = 6, Rounds = 5;

    internal static async Task<int> RunAsync(string[] args)
    {
        (int rows, int trees, int parallel) = (Number(args, "rows=", 1000), Number(args, "trees=", 100), Number(args, "parallel=", 4));
        (int bins, int columns) = (Number(args, "bins=", 32), Number(args, "columns=", 50));
        string[] lines = Rows(rows);
        DataContract contract = DataContract.Infer(Table.Read(new StringReader(Text(lines)), "rows"));
        string learner = FormattableString.Invariant(
            $$"""{"name":"boosted","depth":{{Depth}},"parallel":{{parallel}},"bins":{{bins}},"columns":{{columns / 100.0}},"patience":0,"learningRate":{{Math.Min(1, 0.1 * parallel)}}}""");
        Plan plan = PlanOf(contract, learner, trees / parallel);
        Dataset[] members = [.. Enumerable.Range(0, Members).Select(member => Read(contract, lines.Where((_, row) => row % Members == member)))];
        Print(FormattableString.Invariant($"{trees} trees of depth {Depth}, {parallel} a round, {rows} rows x {Inputs} inputs, {bins} bins, {columns}% of inputs a tree"));
        Print(FormattableString.Invariant($"{Members} members, secure sum: {Seconds(plan, members):F2} s, {Sums} sums"));
        Dataset[] pooled = [Read(contract, lines)];
        Plan alone = PlanOf(contract, learner.Replace($"\"parallel\":{parallel}", "\"parallel\":1"), trees);
        Seconds(alone, pooled);
        using var python = new PythonLoop("hist_gradient_boosting.py");
        await python.SecondsAsync(trees);
        List<double> ratios = [];
        for (int round = 0; round < Rounds; round++)
        {
            (double ours, double theirs) = (Seconds(alone, pooled), await python.SecondsAsync(trees));
            ratios.Add(ours / theirs);
            Print(FormattableString.Invariant($"pooled {round + 1}: {ours:F2} s, HistGradientBoosting {theirs:F2} s"));
        }

        Print(FormattableString.Invariant($"ratio: {ratios.Order().ElementAt(Rounds / 2):F2}, the median of {Rounds} rounds (target 2.00)"));
        return 0;
    }

    private static int Sums { get; set; }

    private static double Seconds(Plan plan, IReadOnlyList<Dataset> members)
    {
        Counter counter = new();
        long start = Stopwatch.GetTimestamp();
        Federation.Run(plan, members, new Learning.Neural.TorchTrainer(Learning.Neural.TrainingDevice.Cpu), counter);
        Sums = counter.Count;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string[] Rows(int count)
    {
        SeededStream stream = new("fedmat.benchmarks.trees", 1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => stream.NextUnit())];
            double target = (10 * inputs[0] * inputs[1]) + (5 * inputs[2]) + (inputs[3] > 0.5f ? 3 : 0) + stream.NextUnit();
            return string.Join(',', inputs.Append((float)target).Select(value => value.ToString(CultureInfo.InvariantCulture)));
        })];
    }

    private static Dataset Read(DataContract contract, IEnumerable<string> lines) =>
        Dataset.Build(Table.Read(new StringReader(Text(lines)), "rows"), contract);

    private static string Text(IEnumerable<string> lines)
    {
        StringBuilder text = new(string.Join(',', Enumerable.Range(0, Inputs).Select(input => $"x{input}").Append("strength_MPa")));
        foreach (string line in lines)
            text.Append('\n').Append(line);
        return text.Append('\n').ToString();
    }

    private static Plan PlanOf(DataContract contract, string learner, int rounds) => new(
        Plan.CurrentFormat, contract.Name, "benchmark", new ConsortiumId(Digest.Of("benchmark"u8)), default, [], MinimumMembers: 2,
        JsonText.Parse(contract.ToJson()), JsonText.Parse(learner), rounds, 1, HoldOutFraction: 0.1, 2, 1, 1000,
        new StageLimits(Quorum: 3, DeadlineSeconds: 60, GraceSeconds: 0, Attempts: 1), ReleaseTerms.Unpublished);

    private static int Number(string[] args, string key, int otherwise) =>
        args.Where(argument => argument.StartsWith(key)).Select(argument => int.Parse(argument[key.Length..])).SingleOrDefault(otherwise);

    private static void Print(string line) => Console.Out.WriteLine(line);

    private sealed class Counter : IProgress<LearnerProgress>
    {
        public int Count { get; private set; }

        public void Report(LearnerProgress value) => Count++;
    }
}
