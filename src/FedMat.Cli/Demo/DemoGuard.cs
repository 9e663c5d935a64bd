using FedMat.Cli.Local;

namespace FedMat.Cli.Demo;

/// <summary>Watches over a demo's processes.</summary>
internal static class DemoGuard
{
    /// <summary>Ends when all processes have. A node that was killed may be started again by hand; the round waits for it.</summary>
    /// <param name="network">The processes.</param>
    /// <param name="loss">What is killed on purpose, if anything is.</param>
    /// <param name="screen">For people.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="IOException">The coordinator ended, or a node did by itself; the message has the end of its log.</exception>
    public static async Task WatchAsync(LocalNetwork network, DemoLoss? loss, StudyScreen screen, CancellationToken cancellation)
    {
        await foreach (ChildProcess ended in network.EndsAsync(cancellation).ConfigureAwait(false))
        {
            if (ended == network.Coordinator || !ended.WasKilled)
                throw ended.Failure("ended by itself");
            if (ended != loss?.Lost)
                screen.Warn($"'{ended.Name}' was killed; the round waits for it. To start it again: ./fedmat {ended.CommandLine}");
        }
    }
}
