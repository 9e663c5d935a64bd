using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Hosting;

/// <summary>Who is online: whose stream of news is open. A member that reconnects may have two for a moment.</summary>
internal sealed class Presence(NewsBoard news, TimeProvider time, ILogger<Presence> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<MemberId, Streams> streams = [];
    private readonly DateTimeOffset started = time.GetUtcNow();

    public bool IsOnline(MemberId member) => OnlineSince(member) is not null;

    /// <summary>When the newest stream of a member began; null when it has none.</summary>
    public DateTimeOffset? OnlineSince(MemberId member)
    {
        lock (gate)
            return streams.TryGetValue(member, out Streams known) && known.Open > 0 ? known.Since : null;
    }

    /// <summary>When the last stream of a member ended, or this process began without one; null when it has one.</summary>
    public DateTimeOffset? OfflineSince(MemberId member)
    {
        lock (gate)
            return !streams.TryGetValue(member, out Streams known) ? started : known.Open > 0 ? null : known.Since;
    }

    /// <summary>Counts a stream until what is returned is disposed of.</summary>
    public IDisposable Enter(Member member)
    {
        if (Change(member, 1, isEntering: true) == 1)
            Log.Online(log, member.Name);
        news.Progress.Signal();
        return new Stay(this, member);
    }

    private void Leave(Member member)
    {
        if (Change(member, -1, isEntering: false) == 0)
            Log.Offline(log, member.Name);
        news.Progress.Signal();
    }

    private int Change(Member member, int by, bool isEntering)
    {
        lock (gate)
        {
            Streams known = streams.GetValueOrDefault(member.Id);
            int open = known.Open + by;
            streams[member.Id] = new Streams(open, isEntering || open == 0 ? time.GetUtcNow() : known.Since);
            return open;
        }
    }

    private readonly record struct Streams(int Open, DateTimeOffset Since);

    private sealed class Stay(Presence presence, Member member) : IDisposable
    {
        public void Dispose() => presence.Leave(member);
    }
}
