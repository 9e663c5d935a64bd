using System.Diagnostics;
using FedMat.Cli.Local;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Cli.Bench;

/// <summary>
/// Measures rounds without training: a coordinator and its nodes as processes on this machine, with keys, roster, TLS and stores as in
/// earnest. Every sum is checked.
/// </summary>
internal sealed class RoundBench
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallsAfter = TimeSpan.FromMinutes(10);

    /// <summary>What the coordinator logs when a sum is done and checked.</summary>
    private const string SumIsDone = "added up over";

    private readonly List<long> ends = [];
    private readonly int members;
    private readonly int length;
    private readonly int rounds;
    private readonly StudyScreen screen = new();
    private readonly LocalConsortium consortium;
    private readonly LocalNetwork network;

    private RoundBench(int members, int length, int rounds, LocalConsortium consortium, LocalNetwork network)
    {
        this.members = members;
        this.length = length;
        this.rounds = rounds;
        this.consortium = consortium;
        this.network = network;
    }

    /// <param name="members">Nodes, at least three.</param>
    /// <param name="length">Slots of each vector.</param>
    /// <param name="rounds">Sums, at least two.</param>
    /// <param name="cancellation">Ends all processes.</param>
    /// <exception cref="InputException">This machine has no room for the vectors.</exception>
    /// <exception cref="IOException">A sum was wrong, a process ended or nothing went on; the message has the end of a log.</exception>
    public static async Task<RoundFigures> RunAsync(int members, int length, int rounds, CancellationToken cancellation)
    {
        if (!PeakMemory.IsKnown)
            throw new NotSupportedException("this bench reads the memory of processes in /proc, which this system does not have");
        VectorRoom.Require(members, length);
        using LocalFolder folder = LocalFolder.Create(keep: null);
        using LocalConsortium consortium = LocalConsortium.Create(
            folder.Path, Enumerable.Range(0, members).Select(BenchStudy.NameOf), TimeProvider.System.GetUtcNow());
        LocalNetwork network = new(consortium.Folder, ["bench", "coordinator"], ["bench", "node"]);
        await using (network.ConfigureAwait(false))
            return await new RoundBench(members, length, rounds, consortium, network).RunAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<RoundFigures> RunAsync(CancellationToken cancellation)
    {
        await network.StartCoordinatorAsync(cancellation).ConfigureAwait(false);
        network.Coordinator.Printed += MarkEnd;
        using AdministratorLink administrator = AdministratorLink.To(network.Grpc, consortium.AdministratorTls, consortium.Roster.Content.Coordinator.Pin);
        StudyId study = await administrator.ProposeAsync(consortium.SignPlan(BenchStudy.Plan(consortium, length, rounds)), cancellation).ConfigureAwait(false);
        screen.Step($"A coordinator at {network.Grpc.Authority} and a study of {rounds} sums of {length} slots");
        long launch = Stopwatch.GetTimestamp();
        for (int index = 0; index < members; index++)
            network.StartNode(BenchStudy.NameOf(index), consortium.WriteNode(BenchStudy.NameOf(index), BenchStudy.Table(index), BenchStudy.Contract, network.Grpc));
        screen.Step($"{members} nodes started");
        PeakMemory memory = new([network.Coordinator.Id, .. network.Nodes.Select(node => node.Id)]);
        await FollowAsync(administrator, study, memory, cancellation).ConfigureAwait(false);
        screen.Step("All sums were right");
        await network.StopNodesAsync().ConfigureAwait(false);
        return Figures(launch, memory.Peaks);
    }

    /// <summary>Waits for the study's end, and meanwhile watches over the processes and their memory.</summary>
    private async Task FollowAsync(AdministratorLink administrator, StudyId study, PeakMemory memory, CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] watches = [UntilCompletedAsync(administrator, study, end.Token), UntilOneEndsAsync(end.Token), memory.WatchAsync(end.Token)];
        Task first = await Task.WhenAny(watches).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(watches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A process that ended is the better explanation of a broken call.
        await (watches[1].Exception?.InnerException is IOException ? watches[1] : first).ConfigureAwait(false);
    }

    private async Task UntilOneEndsAsync(CancellationToken cancellation)
    {
        await foreach (ChildProcess ended in network.EndsAsync(cancellation).ConfigureAwait(false))
            throw ended.Failure("ended by itself");
    }

    private async Task UntilCompletedAsync(AdministratorLink administrator, StudyId study, CancellationToken cancellation)
    {
        int sums = 0;
        long moved = Stopwatch.GetTimestamp();
        while (true)
        {
            StudyProgress now = await administrator.LookAsync(study, cancellation).ConfigureAwait(false);
            if (now.Status == "completed")
                return;
            if (now.Status != "running")
                throw network.Coordinator.Failure($"says that the study {now.Status}: {now.Reason}");
            if (now.Sums > sums)
            {
                (sums, moved) = (now.Sums, Stopwatch.GetTimestamp());
                screen.Wait($"{sums} of {rounds} sums");
            }
            else if (Stopwatch.GetElapsedTime(moved) > StallsAfter)
            {
                throw network.Coordinator.Failure($"ended no sum for {StallsAfter.TotalMinutes:0} minutes: {now.Reason}");
            }

            await Task.Delay(LooksEvery, cancellation).ConfigureAwait(false);
        }
    }

    private RoundFigures Figures(long launch, IReadOnlyList<long> peaks)
    {
        if (ends.Count != rounds)
            throw network.Coordinator.Failure($"speaks of {ends.Count} sums where {rounds} were done");
        SocketBytes[] traffic = [.. consortium.Nodes.Select(node => TrafficOf(node.Name))];
        return new RoundFigures(
            members,
            length,
            rounds,
            Secure: true,
            Seconds(Median.Of(ends.Zip(ends.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalSeconds))),
            Seconds(Stopwatch.GetElapsedTime(launch, ends[0]).TotalSeconds),
            Megabytes(Median.Of(peaks.Skip(1).Select(peak => (double)peak))),
            Megabytes(peaks[0]),
            (long)Median.Of(traffic.Select(node => (double)node.Up / rounds)),
            (long)Median.Of(traffic.Select(node => (double)node.Down / rounds)),
            Exact: true);
    }

    private void MarkEnd(string line)
    {
        if (line.Contains(SumIsDone, StringComparison.Ordinal))
            ends.Add(Stopwatch.GetTimestamp());
    }

    private SocketBytes TrafficOf(string node) =>
        SocketBytes.Read(Path.Combine(consortium.NodeFolder(node), "state")) ?? throw new IOException($"'{node}' did not stop in time to say what its sockets carried");

    private static double Seconds(double value) => Math.Round(value, 4);

    private static double Megabytes(double bytes) => Math.Round(bytes / 1e6, 1);
}
