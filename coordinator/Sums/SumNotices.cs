using System.Collections.Concurrent;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// What there is to be told of an attempt, or of a study, in its order. It grows at its end, and what is added can be told once it is
/// <see cref="Publish">published</see>: after it was written. Any thread may read; one at a time may add.
/// </summary>
internal sealed class SumNotices
{
    private readonly ConcurrentDictionary<MemberId, bool> finished = new();
    private readonly List<Notice> untold = [];
    private volatile Notice[] told = [];

    public IReadOnlyList<Notice> Told => told;

    /// <summary>Whether something was added and not published.</summary>
    public bool HasNews => untold.Count > 0;

    public void Add(Notice notice) => untold.Add(notice);

    public void Publish()
    {
        told = [.. told, .. untold];
        untold.Clear();
    }

    /// <summary>A member has said its last word here: a new stream of it need not be told of it again.</summary>
    public void Finish(MemberId member) => finished.TryAdd(member, true);

    public bool IsFinished(MemberId member) => finished.ContainsKey(member);
}
