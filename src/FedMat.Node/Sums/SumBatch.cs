using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>What the events that were waiting came to: kept in one transaction, said in one call.</summary>
internal sealed class SumBatch
{
    private readonly List<SumReply> replies = [];

    public IReadOnlyList<SumReply> Replies => replies;

    /// <summary>An attempt that this node enters.</summary>
    public NewSetup? Open { get; set; }

    /// <summary>The attempt whose sum was accepted, and this node's contribution to it.</summary>
    public (SumTurn Turn, Digest Contribution)? Accepted { get; set; }

    /// <summary>The attempt whose vector may leave.</summary>
    public SumTurn? Upload { get; set; }

    /// <summary>What is known by now of vectors that left.</summary>
    public List<UploadEnd> Sent { get; } = [];

    /// <summary>Attempts in which this node has said something else before.</summary>
    public HashSet<RoundId> Refused { get; } = [];

    /// <summary>Adds a reply; one that is there already, since its step was told twice, is not said twice.</summary>
    public void Add(SumReply reply)
    {
        if (!replies.Exists(other => ReferenceEquals(other, reply) || (reply.Promise is not null && Place(other) == Place(reply))))
            replies.Add(reply);
    }

    /// <summary>Whether the batch binds this node to something. What is known of vectors that left waits for such a batch.</summary>
    public bool IsBinding => Open is not null || replies.Exists(reply => reply.Promise is not null);

    public PromiseStep ToStep() => new()
    {
        Open = Open,
        Promises = [.. replies.Select(reply => reply.Promise).OfType<Promise>()],
        End = Accepted is { } done ? new SetupEnd(done.Turn.Setup, SetupStatus.Done) : null,
        Erase = Accepted?.Contribution,
        Upload = Upload?.Line,
        Sent = Sent,
    };

    private static (Digest Setup, int Stage, int Part)? Place(SumReply reply) =>
        reply.Promise is { } promise ? (promise.Setup, promise.Stage, promise.Part) : null;
}
