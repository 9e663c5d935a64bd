namespace FedMat.Coordinator.Sums;

/// <summary>The state after a sum, computed on another thread while members check the sum. One caller at a time.</summary>
/// <param name="begin">Begins to compute it.</param>
internal sealed class Advancing(Func<Task<NextState>> begin)
{
    private Task<NextState> task = begin();

    /// <summary>Begun anew where it has failed: a disk that failed once may work again.</summary>
    public Task<NextState> Task => task = task.IsFaulted ? begin() : task;
}
