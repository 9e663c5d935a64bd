using System.Collections.Concurrent;
using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Hosting;

/// <summary>Who is online: whose stream of news is open. A member that reconnects may have two for a moment.</summary>
internal sealed class Presence(NewsBoard news, ILogger<Presence> log)
{
    private readonly ConcurrentDictionary<MemberId, int> streams = new();

    public bool IsOnline(MemberId member) => streams.TryGetValue(member, out int open) && open > 0;

    /// <summary>Counts a stream until what is returned is disposed of.</summary>
    public IDisposable Enter(Member member)
    {
        if (streams.AddOrUpdate(member.Id, 1, (_, open) => open + 1) == 1)
            Log.Online(log, member.Name);
        news.Progress.Signal();
        return new Stay(this, member);
    }

    private void Leave(Member member)
    {
        if (streams.AddOrUpdate(member.Id, 0, (_, open) => open - 1) == 0)
            Log.Offline(log, member.Name);
        news.Progress.Signal();
    }

    private sealed class Stay(Presence presence, Member member) : IDisposable
    {
        public void Dispose() => presence.Leave(member);
    }
}
