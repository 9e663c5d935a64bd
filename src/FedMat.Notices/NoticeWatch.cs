using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Notices;

/// <summary>Looks, every half a minute, for what a person should know. A look that fails fails nothing else.</summary>
public sealed class NoticeWatch(INoticeSource source, NoticeDesk desk, TimeProvider time, ILogger<NoticeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        do
        {
            await LookAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            desk.Tell(await source.LookAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            log.NoticesNotSeen(error.GetType().Name);
        }
    }
}
