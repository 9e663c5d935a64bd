using System.Diagnostics;
using FedMat.Simulation;

namespace FedMat.Cli.Simulate;

/// <summary>Says on standard error what a simulation is at: once a model is begun, and every few seconds.</summary>
internal sealed class SimulationScreen(string name) : IProgress<SimulationProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly long start = Stopwatch.GetTimestamp();
    private string what = "";
    private long said;

    public void Report(SimulationProgress value)
    {
        if (value.What == what && Stopwatch.GetElapsedTime(said) < Pause)
            return;
        (what, said) = (value.What, Stopwatch.GetTimestamp());
        Console.Error.WriteLine(FormattableString.Invariant(
            $"  {name}, {Stopwatch.GetElapsedTime(start).TotalSeconds,5:0} s: {what}, {value.Learner.Phase}, round {value.Learner.Round} of at most {value.Learner.Rounds}"));
    }
}
