using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace FedMat.Notices;

/// <summary>Notices that wait for one way, in their order. One that is not taken is tried again, ever more seldom, for a day.</summary>
internal sealed class NoticeQueue(INoticeChannel channel, NoticeParty party, TimeProvider time, ILogger log)
{
    /// <summary>So many wait at most.</summary>
    public const int Capacity = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private readonly Channel<(Notice Notice, DateTimeOffset Until)> waiting =
        Channel.CreateBounded<(Notice, DateTimeOffset)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Takes a notice, at once; drops it where too many wait.</summary>
    public void Offer(Notice notice)
    {
        if (!waiting.Writer.TryWrite((notice, time.GetUtcNow() + Patience)))
            log.NoticeOverflows(notice.KindName, channel.Name);
    }

    /// <summary>Sends until it is cancelled.</summary>
    /// <param name="onSent">Hears of each that was taken.</param>
    /// <param name="cancellation">Ends it, also in the middle of a try.</param>
    public async Task RunAsync(Action<Notice> onSent, CancellationToken cancellation)
    {
        await foreach ((Notice notice, DateTimeOffset until) in waiting.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                await Pipeline(notice, until)
                    .ExecuteAsync(async token => await channel.SendAsync(party, notice, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
                log.NoticeSent(notice.KindName, channel.Name);
                onSent(notice);
            }
            catch (NoticeFailedException error)
            {
                log.NoticeDropped(notice.KindName, channel.Name, error.Message);
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                // However a try ended that was broken off: it is no failure of the party.
                return;
            }
        }
    }

    private ResiliencePipeline Pipeline(Notice notice, DateTimeOffset until) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is NoticeFailedException && time.GetUtcNow() < until),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = Shortest,
                MaxDelay = Longest,
                OnRetry = arguments =>
                {
                    log.NoticeWaits(notice.KindName, channel.Name, arguments.Outcome.Exception!.Message, arguments.RetryDelay.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
