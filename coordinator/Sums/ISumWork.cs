namespace FedMat.Coordinator.Sums;

/// <summary>Work on a sum that takes long: it is done while the study hears words, and handed over afterwards.</summary>
internal interface ISumWork
{
    /// <summary>May be run again when the disk failed.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    Task RunAsync(CancellationToken stop);

    /// <summary>Called once, with the study's gate held.</summary>
    void HandOver(SumCourse course, DateTimeOffset now);
}
