using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>Something that a study's part in secure sums has to take up, in the order in which it happened.</summary>
internal abstract class SumEvent
{
    /// <summary>The coordinator tells a step.</summary>
    public sealed class Told(RoundId round, SumNews news) : SumEvent
    {
        public RoundId Round => round;

        public SumNews News => news;
    }

    /// <summary>The quantised vector of a contribution is made and stored.</summary>
    public sealed class VectorMade(Digest contribution, RingVector vector) : SumEvent
    {
        public Digest Contribution => contribution;

        public RingVector Vector => vector;
    }

    /// <summary>What is asked before each contribution may answer otherwise than before.</summary>
    public sealed class GateChanged : SumEvent;

    /// <summary>A check of this node has ended an upload; the vector waits.</summary>
    public sealed class HeldBack(RoundId round) : SumEvent
    {
        public RoundId Round => round;
    }

    /// <summary>A model state that others have reached has been proven and fetched.</summary>
    public sealed class StateFetched(RoundId sum, ModelState state) : SumEvent
    {
        /// <summary>The attempt whose sum led to it.</summary>
        public RoundId Sum => sum;

        /// <summary>The round that starts from it.</summary>
        public int Round => sum.Round + 1;

        public ModelState State => state;
    }

    /// <summary>Bytes of a masked vector have left: what the egress ledger takes down.</summary>
    public sealed class Sent(UploadEnd end) : SumEvent
    {
        public UploadEnd End => end;
    }

    /// <summary>Attempts have become too old, and were closed in the store.</summary>
    public sealed class Expired(IReadOnlyList<RoundId> rounds) : SumEvent
    {
        public IReadOnlyList<RoundId> Rounds => rounds;
    }

    /// <summary>Something in the background failed for a reason that nobody expected.</summary>
    public sealed class Failed(Exception error) : SumEvent
    {
        public Exception Error => error;
    }
}
