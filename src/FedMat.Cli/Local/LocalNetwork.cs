using System.Runtime.CompilerServices;
using System.Text.Json;
using FedMat.Cli.Membership;

namespace FedMat.Cli.Local;

/// <summary>The processes of a consortium on this machine: a coordinator and a node for each member.</summary>
/// <param name="folder">The consortium's: the coordinator has a folder of its own in it, and so have the logs.</param>
/// <param name="runCoordinator">The command of this program that runs a coordinator.</param>
/// <param name="runNode">The one that runs a node.</param>
internal sealed class LocalNetwork(string folder, IReadOnlyList<string> runCoordinator, IReadOnlyList<string> runNode) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly List<ChildProcess> nodes = [];

    /// <summary>Where nodes and administrators call.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>Where releases are pulled from.</summary>
    public Uri Downloads { get; private set; } = null!;

    public ChildProcess Coordinator { get; private set; } = null!;

    public IReadOnlyList<ChildProcess> Nodes => nodes;

    /// <summary>Starts the coordinator on free ports of 127.0.0.1 and waits until it listens.</summary>
    /// <exception cref="IOException">It ended or did not listen in time; the message has the end of its log.</exception>
    public async Task StartCoordinatorAsync(CancellationToken cancellation)
    {
        string own = Path.Combine(folder, Founding.ServerFolder);
        string listening = Path.Combine(own, "state", "listening.json");
        Directory.CreateDirectory(Path.GetDirectoryName(listening)!);
        using FileSystemWatcher watcher = new(Path.GetDirectoryName(listening)!);
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, changed) => SeenIf(changed.FullPath);
        watcher.Renamed += (_, changed) => SeenIf(changed.FullPath);
        watcher.EnableRaisingEvents = true;
        Coordinator = Start("coordinator", runCoordinator, Path.Combine(own, CoordinatorFolder.ConfigFile));
        SeenIf(File.Exists(listening) ? listening : "");
        await WaitAsync(Coordinator, seen.Task, "listen", cancellation).ConfigureAwait(false);
        using JsonDocument addresses = JsonDocument.Parse(await File.ReadAllBytesAsync(listening, cancellation).ConfigureAwait(false));
        Grpc = new Uri(addresses.RootElement.GetProperty("grpc").GetString()!);
        Downloads = new Uri(addresses.RootElement.GetProperty("https").GetString()!);

        void SeenIf(string path)
        {
            if (path == listening)
                seen.TrySetResult();
        }
    }

    /// <summary>Starts a member's node. It connects by itself.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="config">Its settings file.</param>
    public void StartNode(string name, string config) => nodes.Add(Start(name, runNode, config));

    /// <summary>The processes that run now, each when it ends.</summary>
    public async IAsyncEnumerable<ChildProcess> EndsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        IEnumerable<Task<ChildProcess>> ends = nodes.Append(Coordinator).Select(ExitOfAsync);
        await foreach (Task<ChildProcess> end in Task.WhenEach(ends).ConfigureAwait(false))
            yield return await end.ConfigureAwait(false);

        async Task<ChildProcess> ExitOfAsync(ChildProcess process)
        {
            await process.ExitAsync(cancellation).ConfigureAwait(false);
            return process;
        }
    }

    /// <summary>Stops the nodes; the coordinator runs on.</summary>
    public async Task StopNodesAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        nodes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        // Nodes first, so that none of them sees its coordinator go.
        await StopNodesAsync().ConfigureAwait(false);
        if (Coordinator is not null)
            await Coordinator.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task WaitAsync(ChildProcess process, Task until, string what, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task exit = process.ExitAsync(bound.Token);
        Task first = await Task.WhenAny(until, exit, Task.Delay(StartsWithin, bound.Token)).ConfigureAwait(false);
        await bound.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first == exit)
            throw process.Failure("ended by itself");
        if (first != until)
            throw process.Failure($"did not {what} within {StartsWithin.TotalSeconds:0} s");
    }

    private ChildProcess Start(string name, IReadOnlyList<string> command, string config)
    {
        string logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        return ChildProcess.Start(name, Path.Combine(logs, $"{name}.log"), [.. command, "--config", config]);
    }
}
