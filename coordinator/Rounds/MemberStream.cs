using FedMat.Protocol;

namespace FedMat.Coordinator.Rounds;

/// <summary>One open stream of a member. Disposing of it lets another one in.</summary>
internal sealed class MemberStream(StreamLimit limit, Member member) : IDisposable
{
    private readonly CancellationTokenSource past = new();

    /// <summary>By the roster of when it was opened.</summary>
    public Member Member => member;

    /// <summary>Cancelled when the member is out of the consortium, or connects by another certificate.</summary>
    public CancellationToken Past => past.Token;

    public void End() => past.Cancel();

    // The source is left to the collector: a roster may end the stream while it goes.
    public void Dispose() => limit.Leave(this);
}
