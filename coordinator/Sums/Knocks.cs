using FedMat.Coordinator.Hosting;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>Members that want to come back in: they spoke too late for something, or connected, since everybody was asked last.</summary>
internal sealed class Knocks(Presence presence)
{
    private readonly HashSet<MemberId> late = [];
    private DateTimeOffset asked;

    /// <summary>A member spoke too late.</summary>
    public void Add(MemberId member) => late.Add(member);

    public bool IsKnocking(MemberId member) => late.Contains(member) || presence.OnlineSince(member) > asked;

    /// <summary>Everybody is asked now.</summary>
    public void Answer(DateTimeOffset now)
    {
        late.Clear();
        asked = now;
    }
}
