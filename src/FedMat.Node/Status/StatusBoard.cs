using System.Threading.Channels;
using FedMat.Protocol;
using FedMat.Wire;
using Microsoft.Extensions.Hosting;

namespace FedMat.Node;

/// <summary>
/// Keeps what <c>fedmat node status</c> shows of a running node: written to its folder when something has changed, at most once a second. A disk that
/// fails here fails nothing else.
/// </summary>
internal sealed class StatusBoard : BackgroundService
{
    private const int MostRounds = 100;
    private const int LongestText = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<StudyId, StatusRound> rounds = [];
    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly string folder;
    private readonly TimeProvider time;
    private StatusDocument status;

    public StatusBoard(string folder, TimeProvider time)
    {
        this.folder = folder;
        this.time = time;
        DateTimeOffset now = time.GetUtcNow();
        status = new StatusDocument(Versions.Product, Environment.ProcessId, now, Connection.Starting, now, "", NextTry: null, "", []);
    }

    /// <summary>How the node stands with the coordinator, and since when.</summary>
    public (Connection Connection, DateTimeOffset Since) Now
    {
        get
        {
            lock (gate)
                return (status.Connection, status.Since);
        }
    }

    /// <summary>The coordinator was heard.</summary>
    public void Connected() => Turn(Connection.Connected, "", nextTry: null);

    /// <summary>The coordinator cannot be reached, or says no.</summary>
    public void Waiting(string reason, TimeSpan delay) => Turn(Connection.Waiting, reason, time.GetUtcNow() + delay);

    /// <summary>The coordinator said what it waits for.</summary>
    public void Heard(string waitingFor) => Change(now => now with { CoordinatorWaitsFor = Short(waitingFor) });

    /// <summary>The coordinator told a step of a sum.</summary>
    public void Told(RoundId round, string step) => Change(now =>
    {
        if (rounds.Count >= MostRounds && !rounds.ContainsKey(round.Study))
            return now;
        rounds[round.Study] = new StatusRound(round.Study.ToString(), round.Round, round.Attempt, step, time.GetUtcNow());
        return now;
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Write();
            while (await changed.Reader.ReadAsync(stoppingToken).ConfigureAwait(false))
            {
                Write();
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Turn(Connection.Stopped, "", nextTry: null);
            Write();
        }
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private void Turn(Connection connection, string reason, DateTimeOffset? nextTry) => Change(now => now with
    {
        Connection = connection,
        Since = now.Connection == connection ? now.Since : time.GetUtcNow(),
        Reason = Short(reason),
        NextTry = nextTry,
    });

    private void Change(Func<StatusDocument, StatusDocument> change)
    {
        lock (gate)
            status = change(status);
        changed.Writer.TryWrite(true);
    }

    private void Write()
    {
        StatusDocument now;
        lock (gate)
            now = status with { Rounds = [.. rounds.Values] };
        try
        {
            now.Write(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The store says so, too, where it matters.
        }
    }
}
