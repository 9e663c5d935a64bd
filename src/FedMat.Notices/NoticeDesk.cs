using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Notices;

/// <summary>
/// A party's notices: the same one once a day at most, each way with a queue of its own. Telling never waits, and a stop leaves what waits to
/// the next start, which sees it anew.
/// </summary>
public sealed class NoticeDesk : BackgroundService
{
    private readonly IReadOnlyList<INoticeChannel> channels;
    private readonly NoticeQueue[] queues;
    private readonly NoticeMemory memory;
    private readonly TimeProvider time;
    private readonly ILogger log;

    /// <param name="options">The ways to a person.</param>
    /// <param name="folder">The party's state folder, where it keeps what was told.</param>
    /// <param name="party">Who tells.</param>
    /// <param name="time">Paces the tries.</param>
    /// <param name="log">Says what was sent, what waits and what was dropped.</param>
    public NoticeDesk(NoticeOptions options, string folder, NoticeParty party, TimeProvider time, ILogger<NoticeDesk> log)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Channels(), folder, party, time, log)
    {
    }

    internal NoticeDesk(IReadOnlyList<INoticeChannel> channels, string folder, NoticeParty party, TimeProvider time, ILogger log)
    {
        this.channels = channels;
        this.time = time;
        this.log = log;
        memory = new NoticeMemory(folder);
        queues = [.. channels.Select(channel => new NoticeQueue(channel, party, time, log))];
    }

    /// <summary>Tells what was not told lately.</summary>
    public void Tell(IEnumerable<Notice> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        foreach (Notice notice in notices)
        {
            if (!memory.Take(notice, time.GetUtcNow()))
                continue;
            foreach (NoticeQueue queue in queues)
                queue.Offer(notice);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (IDisposable channel in channels.OfType<IDisposable>())
            channel.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(queues.Select(queue => queue.RunAsync(Keep, stoppingToken)));

    private void Keep(Notice notice)
    {
        try
        {
            memory.Keep(notice, time.GetUtcNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.NoticesNotKept(error.Message);
        }
    }
}
