namespace FedMat.Coordinator.Hosting;

/// <summary>Where changes are made known: to members what concerns rounds, to administrators everything.</summary>
internal sealed class NewsBoard
{
    /// <summary>A study opened or ended, or there is news of a sum.</summary>
    public Changes Rounds { get; } = new();

    /// <summary>The same, and contributions and presence.</summary>
    public Changes Progress { get; } = new();

    public void SignalRound()
    {
        Rounds.Signal();
        Progress.Signal();
    }
}
