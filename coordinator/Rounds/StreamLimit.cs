using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Coordinator.Rounds;

/// <summary>
/// The streams of news, vectors and downloads that each member has open, and how many. A node has one or two of each for a study; one that opens more and more
/// would take the memory of all. Safe for many threads.
/// </summary>
internal sealed class StreamLimit
{
    private const int Most = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<MemberId, List<MemberStream>> open = [];

    /// <summary>Counts a stream until what is returned is disposed of.</summary>
    /// <exception cref="RpcException">The member has too many.</exception>
    public MemberStream Enter(Member member)
    {
        lock (gate)
        {
            if (!open.TryGetValue(member.Id, out List<MemberStream>? streams))
                streams = open[member.Id] = [];
            if (streams.Count >= Most)
                throw new RpcException(new Status(StatusCode.ResourceExhausted, $"'{member.Name}' has {Most} streams open; end some of them first"));
            MemberStream stream = new(this, member);
            streams.Add(stream);
            return stream;
        }
    }

    /// <summary>Ends the streams of members.</summary>
    public void End(Func<Member, bool> isOut)
    {
        MemberStream[] over;
        lock (gate)
            over = [.. open.Values.SelectMany(streams => streams).Where(stream => isOut(stream.Member))];
        foreach (MemberStream stream in over)
            stream.End();
    }

    public void Leave(MemberStream stream)
    {
        lock (gate)
        {
            MemberId member = stream.Member.Id;
            open[member].Remove(stream);
            if (open[member].Count == 0)
                open.Remove(member);
        }
    }
}
