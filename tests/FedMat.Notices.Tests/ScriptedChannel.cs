using System.Threading.Channels;

namespace FedMat.Notices.Tests;

/// <summary>A way that fails as often as it is told to.</summary>
internal sealed class ScriptedChannel : INoticeChannel
{
    private readonly Channel<Notice> taken = Channel.CreateUnbounded<Notice>();

    public string Name => "a way";

    public int Failures { get; set; }

    public int Tries { get; private set; }

    public async Task SendAsync(NoticeParty party, Notice notice, CancellationToken cancellation)
    {
        Tries++;
        if (Failures-- > 0)
            throw new NoticeFailedException("not now");
        await taken.Writer.WriteAsync(notice, cancellation);
    }

    public Task<Notice> TakenAsync() => taken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
