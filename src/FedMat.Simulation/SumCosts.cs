namespace FedMat.Simulation;

/// <summary>Processor time of the two sides of secure sums in one process. The sides take turns, so nothing is counted twice.</summary>
public sealed class SumCosts
{
    /// <summary>Of all members together.</summary>
    public TimeSpan Members { get; private set; }

    public TimeSpan Coordinator { get; private set; }

    internal T OfMembers<T>(Func<T> work)
    {
        (T result, TimeSpan time) = Measured(work);
        Members += time;
        return result;
    }

    internal T OfCoordinator<T>(Func<T> work)
    {
        (T result, TimeSpan time) = Measured(work);
        Coordinator += time;
        return result;
    }

    private static (T Result, TimeSpan Time) Measured<T>(Func<T> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        T result = work();
        return (result, Environment.CpuUsage.TotalTime - before);
    }
}
