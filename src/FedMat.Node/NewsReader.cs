using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>
/// Holds the connection: hello, then news until it ends, then again, for ever. No state is tied to it: on every connection the
/// coordinator first tells how things stand.
/// </summary>
internal sealed class NewsReader(
    CoordinatorLink link, StudyDoor door, SumDesk sums, VouchDesk vouches, StatusBoard status, TimeProvider time, ILogger<NewsReader> log) : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private CancellationTokenSource? held;
    private volatile bool isRenewed;

    /// <summary>Lets the connection go and makes another, on which the coordinator tells again how things stand.</summary>
    public void Renew()
    {
        isRenewed = true;
        try
        {
            Volatile.Read(ref held)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Another one is being made already.
        }
    }

    public override void Dispose()
    {
        held?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await HoldAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(Breath, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (stoppingToken.IsCancellationRequested && (MayPass(error) || error is OperationCanceledException))
        {
            // A call that is cut off by the stop of the node is no failure.
        }
    }

    /// <summary>One connection, from the first try to its end.</summary>
    private async Task HoldAsync(CancellationToken stopping)
    {
        await using IAsyncEnumerator<News> news = await Backoff.Pipeline(time, MayPass, Say)
            .ExecuteAsync(async token => await ConnectAsync(token, stopping).ConfigureAwait(false), stopping).ConfigureAwait(false);
        status.Connected();
        try
        {
            await ReadAsync(news, stopping).ConfigureAwait(false);
            log.ConnectionEnded(link.Address, "the coordinator closed it");
        }
        catch (Exception error) when (isRenewed && !stopping.IsCancellationRequested && (MayPass(error) || error is OperationCanceledException))
        {
            // The next one is made at once.
        }
        catch (Exception error) when (MayPass(error) && !stopping.IsCancellationRequested)
        {
            log.ConnectionEnded(link.Address, Reason.Of(error));
        }
    }

    /// <summary>Connected is who has heard the first news: a coordinator that says hello and falls silent is no connection.</summary>
    private async ValueTask<IAsyncEnumerator<News>> ConnectAsync(CancellationToken cancellation, CancellationToken stopping)
    {
        await link.HelloAsync(cancellation).ConfigureAwait(false);
        // A roster may have come with it.
        sums.Reconsider();
        CancellationTokenSource hold = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Interlocked.Exchange(ref held, hold)?.Dispose();
        isRenewed = false;
        IAsyncEnumerator<News> news = link.WatchAsync(hold.Token).GetAsyncEnumerator(hold.Token);
        try
        {
            return await news.MoveNextAsync().ConfigureAwait(false)
                ? news
                : throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator closed the connection"));
        }
        catch
        {
            await news.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadAsync(IAsyncEnumerator<News> news, CancellationToken stopping)
    {
        do
        {
            try
            {
                await TakeAsync(news.Current, stopping).ConfigureAwait(false);
            }
            catch (RefusedException error) when (!EndsConnection(error))
            {
                log.NewsRefused(error.Refusal.Number, error.Refusal.Detail);
            }
        }
        while (await news.MoveNextAsync().ConfigureAwait(false));
    }

    private async Task TakeAsync(News news, CancellationToken stopping)
    {
        switch (news.WhatCase)
        {
            case News.WhatOneofCase.Heartbeat:
                log.Heartbeat(news.Heartbeat.WaitingFor);
                status.Heard(news.Heartbeat.WaitingFor);
                break;
            case News.WhatOneofCase.StudyOpened:
                await door.DecideAsync(news.StudyOpened.ToNoun(), stopping).ConfigureAwait(false);
                break;
            case News.WhatOneofCase.Sum:
                status.Told(news.Sum.Key.ToNoun(), news.Sum.WhatCase.ToString());
                sums.Offer(news.Sum.Key.ToNoun(), news.Sum);
                break;
            case News.WhatOneofCase.StudyEnded:
                StudyEnding ending = news.StudyEnded.ToNoun();
                await door.CloseAsync(ending.Study, ending.Status, ending.Reason, stopping).ConfigureAwait(false);
                break;
            case News.WhatOneofCase.Roster:
                await link.TakeRosterAsync(news.Roster.ToDocument<Roster>(), stopping).ConfigureAwait(false);
                sums.Reconsider();
                break;
            case News.WhatOneofCase.Vouch:
                await vouches.TakeAsync(news.Vouch.ToDocument<Vouch>(), stopping).ConfigureAwait(false);
                break;
            default:
                // A newer coordinator's news, which this version does not know.
                break;
        }
    }

    /// <summary>A roster that pins another certificate of the coordinator, or takes this node out of the consortium.</summary>
    private static bool EndsConnection(RefusedException error) => error.Refusal.Code is RefusalCode.UnknownCertificate or RefusalCode.MemberRevoked;

    /// <summary>Everything but the root key's word that this node is a member no longer: that ends the node.</summary>
    private static bool MayPass(Exception error) => error switch
    {
        RefusedException refused => refused.Refusal.Code != RefusalCode.MemberRevoked,
        _ => error is RpcException or HttpRequestException or TimeoutException,
    };

    private void Say(Exception error, TimeSpan delay)
    {
        string reason = Reason.Of(error, link.Address);
        status.Waiting(link.Obstacle?.ToString() ?? reason, delay);
        if ((error as RpcException)?.ToRefusal() is { } refusal)
            log.CoordinatorRefuses(refusal.Number, refusal.Detail, delay.TotalSeconds);
        else
            log.WaitingForCoordinator(link.Address, reason, delay.TotalSeconds);
    }
}
