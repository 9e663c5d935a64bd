using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Benchmarks;

/// <summary>
/// Training steps per second on one thread, ours and PyTorch's in turn: a perceptron 132-256-128-1 with ReLU, mean squared error,
/// Adam at 1e-3, batches of 32 out of 1024 rows.
/// </summary>
internal static class TrainingStep
{
    private const int Rows = 1024, Batch = 32, Rounds = 21, Steps = 500, WarmUp = 2000;

    internal static async Task<int> RunAsync(string[] args)
    {
        set_num_threads(1);
        manual_seed(1);
        using Sequential network = nn.Sequential(nn.Linear(132, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 1));
        using Adam optimizer = optim.Adam(network.parameters(), 1e-3);
        using Tensor inputs = randn(Rows, 132), targets = randn(Rows, 1);
        using var python = new PythonLoop("training_step.py");

        Run(network, optimizer, inputs, targets, WarmUp);
        await python.SecondsAsync(WarmUp);
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = Stopwatch.GetTimestamp();
            Run(network, optimizer, inputs, targets, Steps);
            ours.Add(Steps / Stopwatch.GetElapsedTime(before).TotalSeconds);
            theirs.Add(Steps / await python.SecondsAsync(Steps));
            Print(FormattableString.Invariant($"round {round + 1}: {ours[^1]:F0} steps/s, Python {theirs[^1]:F0}"));
        }
        double ratio = Median(ours.Zip(theirs, (a, b) => a / b));
        Print(FormattableString.Invariant($"median: {Median(ours):F0} steps/s, Python {Median(theirs):F0}"));
        Print(FormattableString.Invariant($"ratio: {ratio:F2}, the median of {Rounds} rounds (target 1.50)"));
        return 0;
    }

    private static void Run(Sequential network, Adam optimizer, Tensor inputs, Tensor targets, int steps)
    {
        int done = 0;
        while (true)
        {
            using DisposeScope epoch = NewDisposeScope();
            Tensor order = randperm(Rows);
            for (long start = 0; start < Rows; start += Batch)
            {
                if (done++ == steps)
                    return;
                using DisposeScope step = NewDisposeScope();
                Tensor batch = order.slice(0, start, start + Batch, 1);
                Tensor loss = nn.functional.mse_loss(network.call(inputs.index_select(0, batch)), targets.index_select(0, batch));
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
            }
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Print(string line) => Console.Out.WriteLine(line);
}
