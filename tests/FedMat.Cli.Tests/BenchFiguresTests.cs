using System.Net;
using System.Net.Sockets;
using FedMat.Cli.Bench;

namespace FedMat.Cli.Tests;

/// <summary>How a bench measures, and the JSON document that scripts read: names and order stay.</summary>
public sealed class BenchFiguresTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Document_HasTheShapeThatScriptsRead() => Assert.Equal(
        """
        {"members":10,"length":67073,"rounds":20,"secure":true,"roundSeconds":0.0471,"firstRoundSeconds":2.9,"nodePeakMB":75.5,"coordinatorPeakMB":101,"nodeBytesUp":270000,"nodeBytesDown":272000,"exact":true}
        """,
        new RoundFigures(10, 67073, 20, Secure: true, 0.0471, 2.9, 75.5, 101, 270000, 272000, Exact: true).ToJson());

    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 2 }, 2)]
    [InlineData(new[] { 4.0, 1, 100, 2 }, 3)]
    public void Median_IsTheMiddle(double[] figures, double middle) => Assert.Equal(middle, Median.Of(figures));

    [Theory]
    [InlineData(100, 1_000_000, 1, 2)]
    [InlineData(100, 1_000_000, 0, 1)]
    [InlineData(500, 100_000, 50, 2)]
    [InlineData(500, 100_000, 0, 0)]
    [InlineData(7, 10, 0, 0)]
    public void Peers_AreThoseOfTheSameWork(int members, int length, int dropped, int peers)
    {
        IReadOnlyList<PeerFigures> found = PeerFigures.Of(new SumFigures(members, length, dropped, NodeSeconds: 0.5, CoordinatorSeconds: 1, Exact: true));
        Assert.Equal(peers, found.Count);
        Assert.All(found, peer => Assert.InRange(peer.Ratio, 1.5, 200));
    }

    [Fact]
    public void Bytes_AreWhatTheNodeLeft()
    {
        Assert.Null(SocketBytes.Read(folder.Path));
        new SocketBytes(123, 456).Write(folder.Path);
        Assert.Equal(new SocketBytes(123, 456), SocketBytes.Read(folder.Path));
    }

    [Fact]
    public async Task Counter_CountsWhatASocketCarries()
    {
        const int Bytes = 100_000;
        using SocketCounter counter = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using TcpClient server = await listener.AcceptTcpClientAsync();
        Task sending = client.GetStream().WriteAsync(new byte[Bytes]).AsTask();
        await server.GetStream().ReadExactlyAsync(new byte[Bytes]);
        await sending;
        SocketBytes counted = await counter.ReadAsync();
        // The tests' own process has other sockets too.
        Assert.InRange(counted.Up, Bytes, 20 * Bytes);
        Assert.InRange(counted.Down, Bytes, 20 * Bytes);
    }

    [Fact]
    public void Memory_OfThisProcess_IsKnown() => Assert.InRange(PeakMemory.Read(Environment.ProcessId), 10 << 20, 4L << 30);

    [Fact]
    public void Memory_OfNoProcess_IsNone() => Assert.Equal(0, PeakMemory.Read(int.MaxValue));

    [Fact]
    public async Task Peaks_StandInTheOrderOfTheProcesses()
    {
        PeakMemory memory = new([int.MaxValue, Environment.ProcessId]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => memory.WatchAsync(new CancellationToken(canceled: true)));
        Assert.Equal(0, memory.Peaks[0]);
        Assert.True(memory.Peaks[1] > 0);
    }
}
