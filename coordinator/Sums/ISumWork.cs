namespace FedMat.Coordinator.Sums;

/// <summary>Work on a sum that takes long: it is done while the study hears words, and handed over afterwards.</summary>
internal interface ISumWork
{
    /// <summary>Run again after the disk failed, it takes up what failed.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    Task RunAsync(CancellationToken stop);

    /// <summary>Called once, with the study's gate held.</summary>
    void HandOver(SumCourse course, DateTimeOffset now);
}
