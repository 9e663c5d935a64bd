using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Coordinator.Rounds;

/// <summary>
/// How many streams of news, vectors and downloads each member has open. A node has one or two of each for a study; one that opens more and more would take
/// the memory of all. Safe for many threads.
/// </summary>
internal sealed class StreamLimit
{
    private const int Most = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<MemberId, int> open = [];

    /// <summary>Counts a stream until what is returned is disposed of.</summary>
    /// <exception cref="RpcException">The member has too many.</exception>
    public IDisposable Enter(Member member)
    {
        lock (gate)
        {
            int count = open.GetValueOrDefault(member.Id);
            if (count >= Most)
                throw new RpcException(new Status(StatusCode.ResourceExhausted, $"'{member.Name}' has {Most} streams open; end some of them first"));
            open[member.Id] = count + 1;
        }

        return new Stay(this, member.Id);
    }

    private void Leave(MemberId member)
    {
        lock (gate)
        {
            if (--open[member] == 0)
                open.Remove(member);
        }
    }

    private sealed class Stay(StreamLimit limit, MemberId member) : IDisposable
    {
        public void Dispose() => limit.Leave(member);
    }
}
