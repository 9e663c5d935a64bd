using FedMat.Coordinator;
using FedMat.Learning;
using FedMat.Node;
using FedMat.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FedMat.Cli.Bench;

/// <summary>The real coordinator and the real node, with <see cref="BenchLearner"/> in the place of the learners that plans may name.</summary>
internal static class BenchHosts
{
    /// <summary>Runs a coordinator.</summary>
    public static async Task RunCoordinatorAsync(string config, CancellationToken stop)
    {
        CoordinatorOptions options = CoordinatorOptions.Read(config);
        CoordinatorParts parts = new(TimeProvider.System, plan => new BenchLearner(plan));
        CoordinatorHost host = await CoordinatorHost.BuildAsync(options, parts, stop).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync(stop).ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a node that, when it stops, leaves what its sockets carried in <see cref="SocketBytes"/>.</summary>
    public static async Task RunNodeAsync(string config, CancellationToken stop)
    {
        NodeOptions options = NodeOptions.Read(config);
        using SocketCounter counter = new();
        IHost host = await NodeHost.BuildAsync(
            options, stop, services => services.AddSingleton<Func<Plan, ILearner>>(_ => plan => new BenchLearner(plan))).ConfigureAwait(false);
        await NodeHost.RunAsync(host, stop).ConfigureAwait(false);
        SocketBytes bytes = await counter.ReadAsync().ConfigureAwait(false);
        bytes.Write(options.Folder);
    }
}
