using System.Text.Json;

namespace FedMat.Cli.Demo;

/// <summary>The demo's processes: a coordinator and a node for each member.</summary>
internal sealed class DemoNetwork : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly List<ChildProcess> processes = [];

    /// <summary>Where nodes and administrators call.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>Where releases are pulled from.</summary>
    public Uri Downloads { get; private set; } = null!;

    /// <summary>Starts the coordinator on free ports of 127.0.0.1 and waits until it listens.</summary>
    /// <exception cref="IOException">It ended or did not listen in time; the message has the end of its log.</exception>
    public async Task StartCoordinatorAsync(DemoConsortium consortium, CancellationToken cancellation)
    {
        string logs = Directory.CreateDirectory(Path.Combine(consortium.Folder, "logs")).FullName;
        string listening = Path.Combine(consortium.CoordinatorFolder, "state", "listening.json");
        Directory.CreateDirectory(Path.GetDirectoryName(listening)!);
        using FileSystemWatcher watcher = new(Path.GetDirectoryName(listening)!);
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, changed) => SeenIf(changed.FullPath);
        watcher.Renamed += (_, changed) => SeenIf(changed.FullPath);
        watcher.EnableRaisingEvents = true;
        ChildProcess coordinator = Start("coordinator", logs, "coordinator", "run", "--config", consortium.CoordinatorConfig);
        SeenIf(File.Exists(listening) ? listening : "");
        await WaitAsync(coordinator, seen.Task, "listen", cancellation).ConfigureAwait(false);
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
    public void StartNode(DemoConsortium consortium, DemoMember member, DemoData data)
    {
        string config = consortium.WriteNode(member, data, Grpc);
        Start(member.Name, Path.Combine(consortium.Folder, "logs"), "node", "run", "--config", config);
    }

    /// <summary>Watches over the processes. A node that was killed may be started again by hand; the round waits for it.</summary>
    /// <exception cref="IOException">The coordinator ended, or a node did by itself; the message has the end of its log.</exception>
    public async Task GuardAsync(StudyScreen screen, CancellationToken cancellation)
    {
        List<Task<ChildProcess>> running = [.. processes.Select(ExitOfAsync)];
        while (running.Count > 0)
        {
            Task<ChildProcess> first = await Task.WhenAny(running).ConfigureAwait(false);
            ChildProcess ended = await first.ConfigureAwait(false);
            if (ended == processes[0] || !ended.WasKilled)
                throw Ended(ended);
            running.Remove(first);
            screen.Warn($"'{ended.Name}' was killed; the round waits for it. To start it again: ./fedmat {ended.CommandLine}");
        }

        async Task<ChildProcess> ExitOfAsync(ChildProcess process)
        {
            await process.ExitAsync(cancellation).ConfigureAwait(false);
            return process;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Nodes first, so that none of them sees its coordinator go.
        await Task.WhenAll(processes.Skip(1).Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        if (processes.Count > 0)
            await processes[0].DisposeAsync().ConfigureAwait(false);
    }

    private static IOException Ended(ChildProcess process) =>
        new($"'{process.Name}' ended by itself; the end of its log:{Environment.NewLine}{process.Tail()}");

    private static async Task WaitAsync(ChildProcess process, Task until, string what, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task exit = process.ExitAsync(bound.Token);
        Task first = await Task.WhenAny(until, exit, Task.Delay(StartsWithin, bound.Token)).ConfigureAwait(false);
        await bound.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first == exit)
            throw Ended(process);
        if (first != until)
            throw new IOException($"'{process.Name}' did not {what} within {StartsWithin.TotalSeconds:0} s; the end of its log:{Environment.NewLine}{process.Tail()}");
    }

    private ChildProcess Start(string name, string logs, params IReadOnlyList<string> arguments)
    {
        ChildProcess process = ChildProcess.Start(name, Path.Combine(logs, $"{name}.log"), [.. arguments]);
        processes.Add(process);
        return process;
    }
}
